import { Migration } from '@mikro-orm/migrations'

const WEIGHTS = ['category', 'windows', 'same_community', 'same_street', 'same_district', 'urgency', 'reciprocity', 'near', 'widening', 'fairness', 'incumbent']

/** How a city matches, kept as it was each time it was set; how far a need is offered and since when; where organizations are. */
export class Migration20261126010000_settings extends Migration {
  override up(): void {
    this.addSql(`
create table matching_settings (
  id uuid primary key,
  organization_id uuid not null references organizations,
  ${WEIGHTS.map((name) => `${name} integer not null constraint matching_settings_${name} check (${name} between 0 and 1000),`).join('\n  ')}
  near_metres integer not null constraint matching_settings_near_metres check (near_metres between 1 and 100000),
  street_after_days smallint constraint matching_settings_street check (street_after_days between 1 and 365),
  district_after_days smallint constraint matching_settings_district check (district_after_days between 1 and 365),
  reason text not null constraint matching_settings_reason check (length(reason) between 1 and 300),
  set_by_id uuid not null references people,
  set_at timestamptz not null
);
create index matching_settings_of on matching_settings (organization_id, set_at desc, id desc);
-- What was in force when stays to be read: a change is another row.
grant select, insert on matching_settings to red_alliance_app;

alter table match_runs add column weights jsonb;

alter table needs
  add column scope text constraint needs_scope check (scope in ('COMMUNITY','STREET','DISTRICT','CITY')),
  add column scope_since timestamptz,
  add column farthest integer constraint needs_farthest check (farthest between 1 and 100000),
  add constraint needs_scoped check ((scope is null) = (scope_since is null));
-- What stands on the list was offered to the whole street until now, and stays so.
update needs n set scope_since = n.published_at, scope = (
    select case o.kind when 'COMMUNITY' then 'STREET' when 'PROVINCE' then 'CITY' else o.kind end
    from organization_closure up join organizations o on o.id = up.ancestor_id and o.kind <> 'UNIT' where up.descendant_id = n.owner_id order by up.depth limit 1)
  where n.published_at is not null;
create index needs_waiting on needs (scope, scope_since, id) where stage = 'PUBLISHED' and scope in ('COMMUNITY','STREET');

alter table organizations
  add column latitude integer,
  add column longitude integer,
  add constraint "POSITION_INVALID" check ((latitude is null) = (longitude is null) and latitude between 3000000 and 54000000 and longitude between 73000000 and 136000000);
`)
  }

  override down(): void {
    this.addSql(`
alter table organizations drop column latitude, drop column longitude;
alter table needs drop column scope, drop column scope_since, drop column farthest;
alter table match_runs drop column weights;
drop table matching_settings;
`)
  }
}
