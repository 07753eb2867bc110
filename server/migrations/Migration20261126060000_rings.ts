import { Migration } from '@mikro-orm/migrations'

/**
 * 互换组合: proposals that stand or fall together. What a proposal must know of its ring (that it is bound, that somebody has said yes) is
 * kept on it by triggers, so that whichever way a ring ends or a leg falls, the two agree; RING_INCOMPLETE looks once more at the commit.
 */
export class Migration20261126060000_rings extends Migration {
  override up(): void {
    this.addSql(`
create table match_rings (
  id uuid primary key,
  alliance_id uuid references alliances,
  stage text not null constraint match_rings_stage check (stage in ('OPEN','CONFIRMED','DECLINED','DISSOLVED','SUPERSEDED')),
  value bigint not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  closed_by_id uuid references organizations,
  decline_reason text constraint match_rings_reason check (decline_reason in ('TIME_UNSUITABLE','QUANTITY_TOO_LARGE','OTHERWISE_ARRANGED','SAFETY','OTHER')),
  note text,
  constraint match_rings_declined check (stage <> 'DECLINED' or (decline_reason is not null and closed_by_id is not null and closed_at is not null)),
  constraint match_rings_dissolved check (stage <> 'DISSOLVED' or (length(trim(coalesce(note, ''))) > 0 and closed_by_id is not null and closed_at is not null))
);
create index match_rings_alliance on match_rings (alliance_id, created_at desc, id desc);
create index match_rings_newest on match_rings (created_at desc, id desc);

create table match_ring_members (
  id uuid primary key,
  ring_id uuid not null references match_rings,
  position integer not null constraint match_ring_members_position check (position between 1 and 3),
  organization_id uuid not null references organizations,
  proposal_id uuid not null references match_proposals,
  confirmed_at timestamptz,
  confirmed_by_id uuid references people,
  proxy_record_id uuid references proxy_records,
  constraint match_ring_members_once unique (ring_id, organization_id),
  constraint match_ring_members_place unique (ring_id, position)
);
create index match_ring_members_organization on match_ring_members (organization_id, ring_id);
create index match_ring_members_proposal on match_ring_members (proposal_id);

alter table match_proposals add ring_id uuid references match_rings,
  add ring_hold text constraint match_proposals_ring_hold check (ring_hold in ('BOUND','HELD')),
  add constraint match_proposals_ring check (ring_hold is null or ring_id is not null);
create index match_proposals_ring on match_proposals (ring_id) where ring_id is not null;

-- Bound as soon as the ring is put together; held as soon as one of it has said yes.
create function match_rings_bind() returns trigger language plpgsql as $$
begin
  update match_proposals p set ring_id = new.ring_id,
    ring_hold = case when exists (select 1 from match_ring_members m where m.ring_id = new.ring_id and m.confirmed_at is not null) then 'HELD' else 'BOUND' end
  where p.id in (select m.proposal_id from match_ring_members m where m.ring_id = new.ring_id)
    and exists (select 1 from match_rings r where r.id = new.ring_id and r.stage = 'OPEN');
  return null;
end $$;
create trigger match_rings_bind after insert or update of confirmed_at on match_ring_members for each row execute function match_rings_bind();

-- However a ring ends, its legs stand for themselves again.
create function match_rings_release() returns trigger language plpgsql as $$
begin
  if old.stage = 'OPEN' and new.stage <> 'OPEN' then
    update match_proposals set ring_hold = null where ring_id = new.id and ring_hold is not null;
  end if;
  return null;
end $$;
create trigger match_rings_release after update of stage on match_rings for each row execute function match_rings_release();

-- A leg that falls by itself (its entry is withdrawn, a run replaces it) takes the ring with it.
create function match_rings_fall() returns trigger language plpgsql as $$
begin
  update match_rings set stage = 'SUPERSEDED' where id = new.ring_id and stage = 'OPEN';
  return null;
end $$;
create trigger match_rings_fall after update of stage on match_proposals for each row
  when (old.stage = 'OPEN' and new.stage in ('SUPERSEDED','DECLINED') and new.ring_hold is not null) execute function match_rings_fall();

-- All or none.
create function match_rings_whole() returns trigger language plpgsql as $$
declare
  ring uuid := case tg_table_name when 'match_rings' then to_jsonb(new)->>'id' else to_jsonb(new)->>'ring_id' end;
begin
  if exists (
    select 1 from match_rings r join match_ring_members m on m.ring_id = r.id join match_proposals p on p.id = m.proposal_id
    where r.id = ring and (r.stage = 'OPEN' and p.stage <> 'OPEN' or r.stage = 'CONFIRMED' and (p.stage <> 'CONFIRMED' or m.confirmed_at is null))
  ) or exists (select 1 from match_rings r where r.id = ring and (select count(*) from match_ring_members m where m.ring_id = r.id) not between 2 and 3) then
    raise exception 'a ring is confirmed by all or by none' using errcode = 'check_violation', constraint = 'RING_INCOMPLETE';
  end if;
  return null;
end $$;
create constraint trigger match_rings_whole after insert or update on match_rings deferrable initially deferred for each row execute function match_rings_whole();
create constraint trigger match_ring_members_whole after insert or update on match_ring_members deferrable initially deferred for each row execute function match_rings_whole();
create constraint trigger match_proposals_ring_whole after update of stage on match_proposals deferrable initially deferred for each row
  when (new.ring_id is not null) execute function match_rings_whole();

grant select, insert, update on match_rings, match_ring_members to red_alliance_app;
`)
  }

  override down(): void {
    this.addSql(`drop trigger match_proposals_ring_whole on match_proposals;
drop trigger match_rings_fall on match_proposals;
alter table match_proposals drop column ring_hold, drop column ring_id;
drop table match_ring_members, match_rings;
drop function match_rings_whole(), match_rings_fall(), match_rings_release(), match_rings_bind();`)
  }
}
