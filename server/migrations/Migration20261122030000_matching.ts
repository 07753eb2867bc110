import { Migration } from '@mikro-orm/migrations'

/**
 * Proposals, projects, bookings. Three triggers keep the tallies on the entries (what waits, what is met, what is taken);
 * the CHECKs there refuse whatever would give a thing away twice, whichever way a change comes.
 */
export class Migration20261122030000_matching extends Migration {
  override up(): void {
    this.addSql(`
create table match_runs (
  id uuid primary key,
  alliance_id uuid not null references alliances,
  run_by_id uuid not null references people,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  need_count integer not null,
  resource_count integer not null,
  value bigint not null,
  bound bigint not null,
  checked boolean not null,
  constraint match_runs_bound check (value <= bound)
);
create index match_runs_of on match_runs (alliance_id, started_at desc, id desc);

create table match_obstacles (
  id uuid primary key,
  run_id uuid not null references match_runs,
  need_id uuid not null references needs,
  missing integer not null check (missing > 0),
  chain jsonb not null,
  created_at timestamptz not null
);
create index match_obstacles_run on match_obstacles (run_id, missing desc, id desc);
create index match_obstacles_need on match_obstacles (need_id, created_at desc, id desc);

create table match_proposals (
  id uuid primary key,
  alliance_id uuid references alliances,
  run_id uuid references match_runs,
  need_id uuid not null references needs,
  resource_id uuid not null references resources,
  need_owner_id uuid not null references organizations,
  resource_owner_id uuid not null references organizations,
  origin text not null constraint match_proposals_origin check (origin in ('PLATFORM','NEED_CLAIMED','RESOURCE_CLAIMED')),
  stage text not null constraint match_proposals_stage check (stage in ('OPEN','CONFIRMED','DECLINED','SUPERSEDED')),
  quantity integer not null constraint match_proposals_quantity check (quantity > 0),
  score integer not null,
  terms jsonb not null,
  windows int4multirange,
  starts_on date not null,
  ends_on date not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  need_confirmed_at timestamptz,
  need_confirmed_by_id uuid references people,
  resource_confirmed_at timestamptz,
  resource_confirmed_by_id uuid references people,
  need_proxy_record_id uuid references proxy_records,
  resource_proxy_record_id uuid references proxy_records,
  declined_at timestamptz,
  declined_side text constraint match_proposals_side check (declined_side in ('NEED','RESOURCE')),
  decline_reason text constraint match_proposals_reason check (decline_reason in ('TIME_UNSUITABLE','QUANTITY_TOO_LARGE','OTHERWISE_ARRANGED','SAFETY','OTHER')),
  decline_note text,
  constraint match_proposals_both check (stage <> 'CONFIRMED' or (need_confirmed_at is not null and resource_confirmed_at is not null)),
  constraint match_proposals_declined check ((stage = 'DECLINED') = (declined_at is not null) and (declined_at is null or (declined_side is not null and decline_reason is not null)))
);
create unique index "ALREADY_PROPOSED" on match_proposals (need_id, resource_id) where stage = 'OPEN';
create index match_proposals_need on match_proposals (need_id, created_at desc, id desc);
create index match_proposals_resource on match_proposals (resource_id, created_at desc, id desc);
create index match_proposals_need_owner on match_proposals (need_owner_id, created_at desc, id desc);
create index match_proposals_resource_owner on match_proposals (resource_owner_id, created_at desc, id desc);
create index match_proposals_alliance on match_proposals (alliance_id, created_at desc, id desc);
create index match_proposals_run on match_proposals (run_id);

create table projects (
  id uuid primary key,
  proposal_id uuid not null constraint "ALREADY_CONFIRMED" unique references match_proposals,
  need_id uuid not null references needs,
  resource_id uuid not null references resources,
  need_owner_id uuid not null references organizations,
  resource_owner_id uuid not null references organizations,
  title text not null,
  quantity integer not null constraint projects_quantity check (quantity > 0),
  unit text not null,
  windows int4multirange,
  starts_on date not null,
  ends_on date not null,
  status text not null constraint projects_status check (status in ('ACTIVE','COMPLETED','ENDED')),
  created_at timestamptz not null,
  completed_at timestamptz,
  completion_note text,
  ended_at timestamptz,
  ended_side text constraint projects_side check (ended_side in ('NEED','RESOURCE')),
  end_reason text,
  constraint projects_ended check ((status = 'ENDED') = (ended_at is not null) and (ended_at is null or (ended_side is not null and length(trim(coalesce(end_reason, ''))) > 0))),
  constraint projects_completed check ((status = 'COMPLETED') = (completed_at is not null))
);
create index projects_need on projects (need_id, created_at desc, id desc);
create index projects_resource on projects (resource_id, created_at desc, id desc);
create index projects_need_owner on projects (need_owner_id, created_at desc, id desc);
create index projects_resource_owner on projects (resource_owner_id, created_at desc, id desc);
create index projects_newest on projects (created_at desc, id desc);

create table bookings (
  id uuid primary key,
  project_id uuid not null references projects,
  resource_id uuid not null references resources,
  during tstzrange not null constraint bookings_during check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  quantity integer not null constraint bookings_quantity check (quantity > 0),
  released_at timestamptz
);
create index bookings_project on bookings (project_id, during, id);
create index bookings_resource on bookings (resource_id, during, id) where released_at is null;

-- What waits: open proposals.
create function match_proposals_tally() returns trigger language plpgsql as $$
declare
  before_quantity integer := case when tg_op <> 'INSERT' and old.stage = 'OPEN' then old.quantity else 0 end;
  after_quantity integer := case when tg_op <> 'DELETE' and new.stage = 'OPEN' then new.quantity else 0 end;
begin
  if before_quantity <> after_quantity then
    update needs set waiting_quantity = waiting_quantity + after_quantity - before_quantity where id = coalesce(new.need_id, old.need_id);
    update resources set waiting_quantity = waiting_quantity + after_quantity - before_quantity where id = coalesce(new.resource_id, old.resource_id);
  end if;
  return null;
end $$;
create trigger match_proposals_tally after insert or update of stage, quantity or delete on match_proposals
  for each row execute function match_proposals_tally();

-- What is met, and what is taken from a stock: projects that are not ended.
create function projects_tally() returns trigger language plpgsql as $$
declare
  before_quantity integer := case when tg_op <> 'INSERT' and old.status <> 'ENDED' then old.quantity else 0 end;
  after_quantity integer := case when tg_op <> 'DELETE' and new.status <> 'ENDED' then new.quantity else 0 end;
begin
  if before_quantity <> after_quantity then
    update needs set met_quantity = met_quantity + after_quantity - before_quantity where id = coalesce(new.need_id, old.need_id);
    update resources set taken_quantity = taken_quantity + after_quantity - before_quantity
      where id = coalesce(new.resource_id, old.resource_id) and supply = 'CONSUMABLE';
  end if;
  return null;
end $$;
create trigger projects_tally after insert or update of status, quantity or delete on projects for each row execute function projects_tally();

-- What is taken in time: the most that is booked of a reusable resource at any one moment. Once per statement, for all its rows.
create function bookings_peak(resource uuid) returns void language sql as $$
  update resources set taken_quantity = coalesce((
    select max(level) from (
      select sum(change) over (order by moment, change) as level from (
        select lower(during) as moment, quantity as change from bookings where resource_id = resource and released_at is null
        union all
        select upper(during), -quantity from bookings where resource_id = resource and released_at is null
      ) changes
    ) levels), 0)
  where id = resource and supply = 'REUSABLE'
$$;
create function bookings_tally() returns trigger language plpgsql as $$
begin
  perform bookings_peak(resource_id) from (select distinct resource_id from touched order by 1) t;
  return null;
end $$;
create trigger bookings_tally_insert after insert on bookings referencing new table as touched for each statement execute function bookings_tally();
create trigger bookings_tally_update after update on bookings referencing new table as touched for each statement execute function bookings_tally();
create trigger bookings_tally_delete after delete on bookings referencing old table as touched for each statement execute function bookings_tally();
`)
  }

  override down(): void {
    this.addSql(`drop table bookings, projects, match_proposals, match_obstacles, match_runs;
drop function bookings_tally(), bookings_peak(uuid), projects_tally(), match_proposals_tally();`)
  }
}
