import { Migration } from '@mikro-orm/migrations'

/** Hours as somebody logged them (the ledger of what was confirmed stands apart). */
export class Migration20261125020000_service_logs extends Migration {
  override up(): void {
    this.addSql(`
create table service_logs (
  id uuid primary key,
  person_id uuid not null references people,
  community_id uuid not null references organizations,
  organizer_id uuid references organizations,
  source text not null constraint service_logs_source check (source in ('SELF','PAPER','CHECK_IN','ATTENDANCE')),
  title text not null default '',
  served_on date not null,
  starts_at timestamptz,
  ends_at timestamptz,
  minutes smallint not null constraint service_logs_minutes check (minutes between 1 and 1440),
  field text not null constraint service_logs_field check (field in ('CIVILITY','LEGAL_ADVICE','SCIENCE','ENVIRONMENT','ELDERLY','DISABLED','POVERTY')),
  words text not null constraint service_logs_words check (length(words) between 1 and 60),
  entered_by_id uuid not null references people,
  stage text not null constraint service_logs_stage check (stage in ('WAITING','HELD','CONFIRMED','RETURNED','WITHDRAWN')),
  doubts text[] not null default '{}' constraint service_logs_doubts check (doubts <@ array['OVERLAP','LONG_DAY','TWICE']),
  reason text,
  decided_at timestamptz,
  decided_by_id uuid references people,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint service_logs_times check ((starts_at is null) = (ends_at is null) and (starts_at is null or ends_at > starts_at)),
  constraint service_logs_held check (stage <> 'HELD' or doubts <> '{}'),
  constraint "CONFIRMED_BY_ANOTHER" check (stage <> 'CONFIRMED' or decided_by_id is distinct from person_id),
  constraint service_logs_decided check ((stage in ('CONFIRMED','RETURNED')) = (decided_at is not null))
);
create index service_logs_of on service_logs (person_id, served_on desc, id desc);
create index service_logs_queue on service_logs (community_id, created_at, id) where stage in ('WAITING','HELD');
create index service_logs_newest on service_logs (community_id, created_at desc, id desc);
create index service_logs_organizer on service_logs (organizer_id, created_at desc, id desc) where organizer_id is not null;

grant select, insert, update on service_logs to red_alliance_app;
`)
  }

  override down(): void {
    this.addSql('drop table service_logs;')
  }
}
