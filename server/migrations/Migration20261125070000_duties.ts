import { Migration } from '@mikro-orm/migrations'

/** What a city asks of a year, what a person likes to do, what home units are told, and what communities say of a unit's year. */
export class Migration20261125070000_duties extends Migration {
  override up(): void {
    this.addSql(`
create table duty_settings (
  id uuid primary key,
  organization_id uuid not null references organizations,
  year smallint not null constraint duty_settings_year check (year between 2020 and 2100),
  member_minutes integer not null constraint duty_settings_minutes check (member_minutes between 0 and 60000),
  unit_activities smallint not null constraint duty_settings_activities check (unit_activities between 0 and 400),
  set_by_id uuid not null references people,
  set_at timestamptz not null,
  constraint duty_settings_once unique (organization_id, year)
);

create table service_profiles (
  id uuid primary key,
  person_id uuid not null constraint service_profiles_once unique references people,
  fields text[] not null constraint service_profiles_fields check (fields <@ array['CIVILITY','LEGAL_ADVICE','SCIENCE','ENVIRONMENT','ELDERLY','DISABLED','POVERTY']),
  windows int4multirange constraint service_profiles_windows check (windows is null or (not isempty(windows) and windows <@ '{[0,10080)}'::int4multirange)),
  updated_at timestamptz not null
);

create table quarter_totals (
  id uuid primary key,
  person_id uuid not null references people,
  unit_id uuid not null references organizations,
  year smallint not null,
  quarter smallint not null constraint quarter_totals_quarter check (quarter between 1 and 4),
  minutes integer not null constraint quarter_totals_minutes check (minutes >= 0),
  told_at timestamptz not null,
  constraint quarter_totals_once unique (person_id, unit_id, year, quarter)
);
create index quarter_totals_of on quarter_totals (unit_id, year desc, quarter desc, id desc);

create table recognitions (
  id uuid primary key,
  unit_id uuid not null references organizations,
  community_id uuid not null references organizations,
  year smallint not null,
  words text not null constraint recognitions_words check (length(words) between 1 and 500),
  evidence jsonb not null,
  decided_by_id uuid not null references people,
  decided_at timestamptz not null,
  constraint "RECOGNIZED_ALREADY" unique (unit_id, community_id, year)
);
create index recognitions_by on recognitions (community_id, decided_at desc, id desc);

grant select, insert, update on duty_settings, service_profiles to red_alliance_app;
grant select, insert on quarter_totals, recognitions to red_alliance_app;
`)
  }

  override down(): void {
    this.addSql('drop table recognitions, quarter_totals, service_profiles, duty_settings;')
  }
}
