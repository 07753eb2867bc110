import { Migration } from '@mikro-orm/migrations'

/**
 * Activities with their sessions and places, sign-ups, attendance, adults in charge, participation of units, wishes. Tallies kept by
 * trigger and bounded by CHECKs: more places than there are cannot be taken, and nothing with children is open without a vetted adult,
 * whichever way a change comes.
 */
export class Migration20261125060000_activities extends Migration {
  override up(): void {
    this.addSql(`
create table activities (
  id uuid primary key,
  organizer_id uuid not null references organizations,
  community_id uuid not null references organizations,
  kind text not null constraint activities_kind check (kind in ('VOLUNTEER_SERVICE','COURSE','LECTURE','OPEN_DAY','VISIT','PARTY_DAY')),
  field text constraint activities_field check (field in ('CIVILITY','LEGAL_ADVICE','SCIENCE','ENVIRONMENT','ELDERLY','DISABLED','POVERTY')),
  subject text constraint activities_subject check (subject in ('MUSIC','ART','BASKETBALL','ERHU','DANCE','CALLIGRAPHY','OTHER')),
  title text not null constraint activities_title check (length(title) between 1 and 60),
  description text not null default '',
  place text not null default '',
  skills text not null default '',
  for_children boolean not null default false,
  needs_approval boolean not null default false,
  whole_term boolean not null default false,
  speaker text not null default '',
  theme text not null default '',
  listeners integer constraint activities_listeners check (listeners between 0 and 100000),
  adults smallint not null default 0,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  stage text not null constraint activities_stage check (stage in ('DRAFT','PUBLISHED','CANCELLED')),
  published_at timestamptz,
  cancel_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint activities_service check (kind <> 'VOLUNTEER_SERVICE' or field is not null),
  constraint activities_course check ((kind = 'COURSE') = (subject is not null)),
  constraint activities_span check (ends_at > starts_at),
  constraint activities_published check (stage <> 'PUBLISHED' or published_at is not null),
  constraint activities_cancelled check ((stage = 'CANCELLED') = (cancel_reason is not null)),
  constraint "ADULTS_MISSING" check (stage <> 'PUBLISHED' or not for_children or adults > 0)
);
create index activities_of on activities (organizer_id, starts_at desc, id desc);
create index activities_confirmed_by on activities (community_id, starts_at desc, id desc);
create index activities_when on activities (starts_at desc, id desc);

create table adults_in_charge (
  id uuid primary key,
  activity_id uuid not null references activities,
  name text not null constraint adults_in_charge_name check (length(name) between 1 and 40),
  role text not null default '',
  vetted_by_id uuid not null references organizations,
  vetted_on date not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index adults_in_charge_of on adults_in_charge (activity_id, created_at, id);
create function adults_tally() returns trigger language plpgsql as $$
begin
  update activities set adults = (select count(*) from adults_in_charge where activity_id = new.activity_id and removed_at is null) where id = new.activity_id;
  return null;
end $$;
create trigger adults_tally after insert or update of removed_at on adults_in_charge for each row execute function adults_tally();

create table activity_sessions (
  id uuid primary key,
  activity_id uuid not null references activities,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '',
  cancelled_at timestamptz,
  cancel_reason text,
  removed_at timestamptz,
  constraint activity_sessions_order check (ends_at > starts_at and ends_at <= starts_at + interval '24 hours'),
  constraint activity_sessions_cancelled check ((cancelled_at is null) = (cancel_reason is null))
);
create index activity_sessions_of on activity_sessions (activity_id, starts_at, id);
create index activity_sessions_when on activity_sessions (starts_at, id) where removed_at is null;

create table activity_roles (
  id uuid primary key,
  activity_id uuid not null references activities,
  session_id uuid references activity_sessions,
  position smallint not null,
  title text not null constraint activity_roles_title check (length(title) between 1 and 40),
  serves boolean not null default false,
  places integer not null constraint activity_roles_places check (places between 1 and 10000),
  taken integer not null default 0 constraint activity_roles_taken check (taken >= 0),
  queued integer not null default 0 constraint activity_roles_queued check (queued >= 0),
  last_position integer not null default 0,
  closes_at timestamptz not null,
  removed_at timestamptz,
  constraint "SESSION_FULL" check (taken <= places)
);
create index activity_roles_of on activity_roles (activity_id, position, id);
create index activity_roles_session on activity_roles (session_id, position, id);

create table sign_ups (
  id uuid primary key,
  activity_id uuid not null references activities,
  role_id uuid not null references activity_roles,
  scope_id uuid not null,
  person_id uuid not null references people,
  signed_up_by_id uuid not null references people,
  stage text not null constraint sign_ups_stage check (stage in ('ASKED','PLACED','QUEUED','WITHDRAWN','DECLINED')),
  position integer,
  reason text,
  placed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint sign_ups_position check ((stage = 'QUEUED') = (position is not null)),
  constraint sign_ups_placed check (stage <> 'PLACED' or placed_at is not null)
);
create unique index "SIGNED_UP_ALREADY" on sign_ups (person_id, scope_id) where stage in ('ASKED','PLACED','QUEUED');
create unique index sign_ups_queue on sign_ups (role_id, position) where stage = 'QUEUED';
create index sign_ups_role on sign_ups (role_id, created_at, id);
create index sign_ups_of on sign_ups (person_id, created_at desc, id desc);
create index sign_ups_activity on sign_ups (activity_id, created_at, id);
create index sign_ups_by on sign_ups (signed_up_by_id, created_at desc, id desc);
create index sign_ups_scope on sign_ups (scope_id, created_at, id);

create function sign_ups_tally() returns trigger language plpgsql as $$
declare
  placed integer := (new.stage = 'PLACED')::integer - case when tg_op = 'UPDATE' then (old.stage = 'PLACED')::integer else 0 end;
  waiting integer := (new.stage = 'QUEUED')::integer - case when tg_op = 'UPDATE' then (old.stage = 'QUEUED')::integer else 0 end;
begin
  if placed <> 0 or waiting <> 0 then
    update activity_roles set taken = taken + placed, queued = queued + waiting where id = new.role_id;
  end if;
  return null;
end $$;
create trigger sign_ups_tally after insert or update of stage on sign_ups for each row execute function sign_ups_tally();

create table session_attendances (
  id uuid primary key,
  sign_up_id uuid not null references sign_ups,
  session_id uuid not null references activity_sessions,
  came text not null default 'UNKNOWN' constraint session_attendances_came check (came in ('UNKNOWN','PRESENT','ABSENT')),
  checked_in_at timestamptz,
  checked_out_at timestamptz,
  minutes smallint constraint session_attendances_minutes check (minutes between 0 and 1440),
  sent_late boolean not null default false,
  log_id uuid references service_logs,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint session_attendances_once unique (sign_up_id, session_id),
  constraint session_attendances_order check (checked_out_at is null or checked_in_at is null or checked_out_at >= checked_in_at)
);
create index session_attendances_of on session_attendances (session_id, created_at, id);
create index session_attendances_log on session_attendances (log_id);

create table unit_participations (
  id uuid primary key,
  activity_id uuid not null references activities,
  unit_id uuid not null references organizations,
  recorded_by_id uuid not null references people,
  created_at timestamptz not null,
  constraint "PARTICIPATED_ALREADY" unique (activity_id, unit_id)
);
create index unit_participations_of on unit_participations (unit_id, created_at desc, id desc);

-- What counts towards a unit's yearly duty: what the organizer recorded, and what the unit organized itself. Who asks says of which year, and that it is over by now.
create view participations as
  select u.unit_id, a.id as activity_id, a.title, a.kind, a.starts_at, a.ends_at, (a.starts_at at time zone 'Asia/Shanghai')::date as held_on
    from unit_participations u join activities a on a.id = u.activity_id where a.stage = 'PUBLISHED'
  union
  select o.id, a.id, a.title, a.kind, a.starts_at, a.ends_at, (a.starts_at at time zone 'Asia/Shanghai')::date
    from activities a join organizations o on o.id = a.organizer_id and o.kind = 'UNIT' where a.stage = 'PUBLISHED';

create table wishes (
  id uuid primary key,
  community_id uuid not null references organizations,
  person_id uuid not null references people,
  title text not null constraint wishes_title check (length(title) between 1 and 40),
  words text not null default '',
  stage text not null constraint wishes_stage check (stage in ('OPEN','TURNED','ANSWERED')),
  answer text,
  need_id uuid references needs,
  activity_id uuid references activities,
  answered_by_id uuid references people,
  answered_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint wishes_answered check ((stage = 'OPEN') = (answered_at is null) and (answered_at is null) = (answer is null)),
  constraint wishes_turned check ((stage = 'TURNED') = (num_nonnulls(need_id, activity_id) = 1))
);
create index wishes_at on wishes (community_id, created_at desc, id desc);
create index wishes_of on wishes (person_id, created_at desc, id desc);

alter table bookings add column session_id uuid references activity_sessions, drop constraint bookings_for,
  add constraint bookings_for check (num_nonnulls(project_id, meeting_id, session_id) = 1);
create index bookings_session on bookings (session_id) where session_id is not null;

grant select, insert, update on activities, adults_in_charge, activity_sessions, activity_roles, sign_ups, session_attendances, unit_participations, wishes to red_alliance_app;
revoke update on unit_participations from red_alliance_app;
grant select on participations to red_alliance_app;
`)
  }

  override down(): void {
    this.addSql(`delete from bookings where session_id is not null;
alter table bookings drop constraint bookings_for, drop column session_id, add constraint bookings_for check (num_nonnulls(project_id, meeting_id) = 1);
drop view participations;
drop table wishes, unit_participations, session_attendances, sign_ups, activity_roles, activity_sessions, adults_in_charge, activities;
drop function sign_ups_tally(), adults_tally();`)
  }
}
