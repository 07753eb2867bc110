import { Migration } from '@mikro-orm/migrations'

/**
 * Joint meetings (联席会议): agenda, invitations, minutes, and the resolved items (议定事项) with every step of their closed loop.
 * What is issued cannot be changed: triggers refuse it whoever asks.
 */
export class Migration20261122060000_meetings extends Migration {
  override up(): void {
    this.addSql(`
create table meeting_rules (
  id uuid primary key,
  convener_id uuid not null references organizations,
  title text not null constraint meeting_rules_title check (length(title) between 1 and 80),
  rhythm text not null constraint meeting_rules_rhythm check (rhythm in ('WEEKLY','MONTHLY','HALF_YEARLY','DAYS_OF_MONTH')),
  weekday smallint constraint meeting_rules_weekday check (weekday between 1 and 7),
  days smallint[],
  day_roles text[] constraint meeting_rules_day_roles check (day_roles is null or (cardinality(day_roles) = cardinality(days) and day_roles <@ array['HEAR','PUSH','LOOK_BACK'])),
  start_minute smallint not null constraint meeting_rules_start check (start_minute between 0 and 1439),
  duration integer not null constraint meeting_rules_duration check (duration between 15 and 720),
  place text not null default '',
  notice_days smallint not null default 3 constraint meeting_rules_notice check (notice_days between 0 and 60),
  ended_at timestamptz,
  created_at timestamptz not null,
  constraint meeting_rules_when check ((rhythm = 'WEEKLY') = (weekday is not null) and (rhythm <> 'WEEKLY') = (days is not null)
    and (days is null or (cardinality(days) between 1 and 6 and 1 <= all (days) and 31 >= all (days))))
);
create index meeting_rules_of on meeting_rules (convener_id, created_at, id);

create table joint_meetings (
  id uuid primary key,
  convener_id uuid not null references organizations,
  kind text not null constraint joint_meetings_kind check (kind in ('REGULAR','CENTRAL_TASK','URGENT')),
  title text not null constraint joint_meetings_title check (length(title) between 1 and 80),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '',
  chair text not null default '',
  rule_id uuid references meeting_rules,
  notice_days smallint not null default 0,
  day_role text constraint joint_meetings_day_role check (day_role in ('HEAR','PUSH','LOOK_BACK')),
  check_in_code text not null,
  stage text not null constraint joint_meetings_stage check (stage in ('PLANNED','ANNOUNCED','HELD','CANCELLED')),
  announced_at timestamptz,
  cancel_reason text,
  logged boolean not null default false,
  public boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint joint_meetings_order check (ends_at > starts_at and ends_at < starts_at + interval '24 hours')
);
create index joint_meetings_of on joint_meetings (convener_id, starts_at desc, id desc);
create index joint_meetings_when on joint_meetings (starts_at desc, id desc);
create unique index "MEETING_ALREADY_PLANNED" on joint_meetings (rule_id, starts_at) where rule_id is not null and stage <> 'CANCELLED';

alter table bookings alter column project_id drop not null, add column meeting_id uuid references joint_meetings,
  add constraint bookings_for check (num_nonnulls(project_id, meeting_id) = 1);
create index bookings_meeting on bookings (meeting_id) where meeting_id is not null;

create table invitations (
  id uuid primary key,
  meeting_id uuid not null references joint_meetings,
  organization_id uuid references organizations,
  name text not null default '',
  capacity text not null constraint invitations_capacity check (capacity in ('UNIT','PARTY_MEMBER','RESIDENT','OBSERVER','SUPERVISOR')),
  answer text not null default 'WAITING' constraint invitations_answer check (answer in ('WAITING','COMING','NOT_COMING')),
  substitute text,
  attendance text not null default 'UNKNOWN' constraint invitations_attendance check (attendance in ('UNKNOWN','PRESENT','ON_LEAVE','ABSENT')),
  answered_at timestamptz,
  created_at timestamptz not null,
  constraint invitations_who check (organization_id is not null or length(name) > 0)
);
create unique index "INVITED_ALREADY" on invitations (meeting_id, coalesce(organization_id, '00000000-0000-0000-0000-000000000000'::uuid), name);
create index invitations_meeting on invitations (meeting_id, created_at, id);
create index invitations_of on invitations (organization_id, created_at desc, id desc);

create table resolved_items (
  id uuid primary key,
  convener_id uuid not null references organizations,
  meeting_id uuid not null references joint_meetings,
  agenda_item_id uuid not null,
  text text not null constraint resolved_items_text check (length(text) between 1 and 500),
  lead_id uuid references organizations,
  co_organization_ids uuid[] not null default '{}',
  due_on date,
  first_due_on date,
  evidence text not null default '',
  need_id uuid references needs,
  project_id uuid references projects,
  compound_id uuid references compounds,
  stage text not null constraint resolved_items_stage check (stage in ('NOTED','ASSIGNED','ACCEPTED','RETURNED','REPORTED','CLOSED')),
  extensions smallint not null default 0,
  asked_due_on date,
  reported_by_id uuid references people,
  verified_by_id uuid references people,
  closed_at timestamptz,
  satisfaction smallint constraint resolved_items_satisfaction check (satisfaction between 1 and 5),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint "ITEM_INCOMPLETE" check (stage = 'NOTED' or (lead_id is not null and due_on is not null)),
  constraint "VERIFIED_BY_ANOTHER" check (verified_by_id is null or verified_by_id <> reported_by_id),
  constraint resolved_items_closed check ((stage = 'CLOSED') = (closed_at is not null))
);
create index resolved_items_lead on resolved_items (lead_id, due_on, id);
create index resolved_items_co on resolved_items using gin (co_organization_ids);
create index resolved_items_convener on resolved_items (convener_id, created_at desc, id desc);
create index resolved_items_due on resolved_items (due_on, id) where stage in ('ASSIGNED','ACCEPTED','RETURNED','REPORTED');
create index resolved_items_meeting on resolved_items (meeting_id, created_at, id);
create index resolved_items_agenda_item on resolved_items (agenda_item_id, created_at, id);
create index resolved_items_newest on resolved_items (created_at desc, id desc);
create index resolved_items_board on resolved_items (stage, created_at desc, id desc);

create table agenda_items (
  id uuid primary key,
  convener_id uuid not null references organizations,
  meeting_id uuid references joint_meetings,
  proposer_id uuid not null references organizations,
  title text not null constraint agenda_items_title check (length(title) between 1 and 80),
  demand text not null default '',
  stake text not null default '',
  plan text not null default '',
  budget_fen bigint constraint agenda_items_budget check (budget_fen between 0 and 100000000000000),
  lead_department text not null default '',
  position smallint not null default 0,
  minutes smallint not null default 10 constraint agenda_items_minutes check (minutes between 1 and 480),
  source text not null constraint agenda_items_source check (source in ('PROPOSED','UNMET_NEED','OVERDUE_ITEM','CARRIED_OVER','HANDED_UP','HANDED_DOWN')),
  need_id uuid references needs,
  resolved_item_id uuid references resolved_items,
  previous_id uuid references agenda_items,
  outcome text constraint agenda_items_outcome check (outcome in ('DECIDED','CARRIED_OVER','HANDED_UP','INFORMATION','DROPPED')),
  discussion text not null default '',
  decision text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1
);
alter table resolved_items add constraint resolved_items_agenda_item_id_fkey foreign key (agenda_item_id) references agenda_items;
create index agenda_items_meeting on agenda_items (meeting_id, position, id);
create index agenda_items_pool on agenda_items (convener_id, created_at desc, id desc) where meeting_id is null and outcome is null;
create index agenda_items_previous on agenda_items (previous_id);
create index agenda_items_need on agenda_items (need_id) where need_id is not null;
create unique index "OVERDUE_ALREADY_LISTED" on agenda_items (resolved_item_id) where outcome is null;

create table opinions (
  id uuid primary key,
  agenda_item_id uuid not null references agenda_items,
  organization_id uuid not null references organizations,
  stance text not null constraint opinions_stance check (stance in ('SUPPORT','RESERVATION','OBJECTION','INFORMATION')),
  words text not null default '',
  created_at timestamptz not null,
  constraint "OPINION_ALREADY" unique (agenda_item_id, organization_id)
);
create index opinions_organization on opinions (organization_id);

create table item_steps (
  id uuid primary key,
  item_id uuid not null references resolved_items,
  kind text not null constraint item_steps_kind check (kind in ('ASSIGNED','ACCEPTED','RETURNED','PROGRESS','EXTENSION_ASKED','EXTENDED','EXTENSION_REFUSED','REPORTED','SENT_BACK','CLOSED','SUPERVISED','LOOKED_BACK')),
  organization_id uuid not null references organizations,
  person_id uuid references people,
  words text not null default '',
  due_on date,
  at timestamptz not null
);
create index item_steps_of on item_steps (item_id, at, id);

create table minutes (
  id uuid primary key,
  meeting_id uuid not null references joint_meetings,
  convener_id uuid not null references organizations,
  edition smallint not null default 1,
  stage text not null constraint minutes_stage check (stage in ('DRAFT','COMMENTING','CONFIRMED','ISSUED')),
  year smallint,
  number integer,
  document jsonb,
  sha256 bytea,
  correction text,
  issued_at timestamptz,
  issued_by_id uuid references people,
  created_at timestamptz not null,
  constraint "ALREADY_ISSUED" unique (meeting_id, edition),
  constraint minutes_issued check ((stage = 'ISSUED') = (issued_at is not null and document is not null and sha256 is not null and number is not null and year is not null)),
  constraint minutes_correction check ((edition = 1) = (correction is null))
);
create unique index "MINUTES_NUMBER_TAKEN" on minutes (convener_id, year, number) where edition = 1;
create index minutes_of on minutes (meeting_id, edition desc, id desc);

create table minutes_comments (
  id uuid primary key,
  minutes_id uuid not null references minutes,
  organization_id uuid not null references organizations,
  person_id uuid not null references people,
  words text not null constraint minutes_comments_words check (length(words) between 1 and 1000),
  at timestamptz not null
);
create index minutes_comments_of on minutes_comments (minutes_id, at, id);

create function minutes_stay() returns trigger language plpgsql as $$
begin
  raise exception 'issued minutes do not change' using errcode = 'check_violation', constraint = 'MINUTES_ISSUED';
end $$;
create trigger minutes_stay before update or delete on minutes for each row when (old.stage = 'ISSUED') execute function minutes_stay();
create trigger minutes_stay_whole before truncate on minutes for each statement execute function minutes_stay();

grant select, insert, update on meeting_rules, joint_meetings, invitations, resolved_items, agenda_items, opinions, item_steps, minutes, minutes_comments to red_alliance_app;
revoke update on item_steps, minutes_comments from red_alliance_app;
`)
  }

  override down(): void {
    this.addSql(`delete from bookings where project_id is null;
alter table bookings drop column meeting_id, alter column project_id set not null;
alter table resolved_items drop constraint resolved_items_agenda_item_id_fkey;
drop table minutes_comments, minutes, item_steps, opinions, agenda_items, resolved_items, invitations, joint_meetings, meeting_rules;
drop function minutes_stay();`)
  }
}
