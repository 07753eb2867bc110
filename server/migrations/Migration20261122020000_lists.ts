import { Migration } from '@mikro-orm/migrations'

const entry = (kind: 'NEED' | 'RESOURCE') => `
  id uuid primary key,
  owner_id uuid not null references organizations,
  recorded_by_id uuid references organizations,
  title text not null,
  description text not null default '',
  category text not null,
  attributes jsonb not null default '{}',
  unit text not null,
  divisible boolean not null,
  least_part integer not null,
  windows int4multirange,
  starts_on date not null,
  ends_on date not null,
  compound_id uuid references compounds,
  audience_kind text not null constraint ${kind}_audience_kind check (audience_kind in ('PUBLIC','ORGANIZATION','ALLIANCE')),
  audience_organization_id uuid references organizations,
  audience_alliance_id uuid references alliances,
  audience_id uuid generated always as (coalesce(audience_organization_id, audience_alliance_id)) stored,
  contact_name text not null,
  contact_phone text not null,
  stage text not null constraint ${kind}_stage check (stage in ('DRAFT','PUBLISHED','WITHDRAWN')),
  waiting_quantity integer not null default 0 constraint ${kind}_waiting check (waiting_quantity >= 0),
  published_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  bigrams text[] not null generated always as (bigrams(title || ' ' || description)) stored,
  constraint ${kind}_title check (length(title) between 1 and 80),
  constraint "PERIOD_INVALID" check (ends_on >= starts_on and ends_on < starts_on + 366),
  constraint "WINDOWS_MISSING" check (windows is null or (not isempty(windows) and windows <@ '{[0,10080)}'::int4multirange)),
  constraint ${kind}_audience check ((audience_kind = 'ORGANIZATION') = (audience_organization_id is not null)
    and (audience_kind = 'ALLIANCE') = (audience_alliance_id is not null)),
  constraint ${kind}_published check ((published_at is not null) or stage <> 'PUBLISHED'),`

const indexes = (table: string) => `
create index ${table}_newest on ${table} (created_at desc, id desc);
create index ${table}_changed on ${table} (updated_at desc, id desc);
create index ${table}_ending on ${table} (ends_on, id);
create index ${table}_owner on ${table} (owner_id, created_at desc, id desc);
create index ${table}_audience on ${table} (audience_id, created_at desc, id desc);
create index ${table}_search on ${table} using gin (bigrams);`

/**
 * Both lists. A status is generated from the stage and from tallies that triggers keep, so it can never say what the
 * quantities do not. The CHECKs on tallies carry the names of the refusals that a user reads.
 */
export class Migration20261122020000_lists extends Migration {
  override up(): void {
    this.addSql(`
create table needs (${entry('NEED')}
  quantity integer not null constraint "QUANTITY_INVALID" check (quantity between 1 and 1000000),
  met_quantity integer not null default 0,
  urgency smallint not null constraint needs_urgency check (urgency between 1 and 5),
  status text not null generated always as (case when stage <> 'PUBLISHED' then stage when met_quantity >= quantity then 'MET'
    when met_quantity > 0 then 'PARTLY_MET' when waiting_quantity > 0 then 'IN_CONTACT' else 'PUBLISHED' end) stored,
  constraint needs_least_part check (least_part between 1 and quantity),
  constraint "NEED_OVERFILLED" check (met_quantity between 0 and quantity)
);
${indexes('needs')}
create index needs_urgent on needs (urgency desc, created_at desc, id desc);

create table resources (${entry('RESOURCE')}
  supply text not null constraint resources_supply check (supply in ('REUSABLE','CONSUMABLE','UNLIMITED')),
  quantity integer constraint "QUANTITY_INVALID" check (quantity between 1 and 1000000),
  taken_quantity integer not null default 0 constraint resources_taken check (taken_quantity >= 0),
  common_property boolean not null default false,
  owners_decision_by text constraint resources_decision_by check (owners_decision_by in ('OWNERS_ASSEMBLY','OWNERS_COMMITTEE')),
  owners_decision_on date,
  owners_decision_text text,
  status text not null generated always as (case when stage <> 'PUBLISHED' then stage
    when taken_quantity >= quantity and supply <> 'UNLIMITED' then 'MET'
    when taken_quantity > 0 then 'PARTLY_MET' when waiting_quantity > 0 then 'IN_CONTACT' else 'PUBLISHED' end) stored,
  constraint resources_quantity check ((supply = 'UNLIMITED') = (quantity is null)),
  constraint resources_least_part check (least_part >= 1 and (quantity is null or least_part <= quantity)),
  constraint "RESOURCE_OVERBOOKED" check (supply <> 'REUSABLE' or taken_quantity <= quantity),
  constraint "RESOURCE_OUT_OF_STOCK" check (supply <> 'CONSUMABLE' or taken_quantity <= quantity),
  constraint "OWNERS_DECISION_MISSING" check (not common_property or stage = 'DRAFT'
    or (owners_decision_by is not null and owners_decision_on is not null and length(trim(coalesce(owners_decision_text, ''))) > 0))
);
${indexes('resources')}

create table proxy_records (
  id uuid primary key,
  operation text not null,
  subject_id uuid not null,
  side text not null constraint proxy_records_side check (side in ('NEED','RESOURCE')),
  organization_id uuid not null references organizations,
  recorded_by_organization_id uuid not null references organizations,
  recorded_by_id uuid not null references people,
  agreed_by text not null constraint proxy_records_agreed_by check (length(agreed_by) between 1 and 40),
  agreed_how text not null constraint proxy_records_agreed_how check (agreed_how in ('PHONE','VISIT','PAPER','MEETING','MESSAGE')),
  agreed_on date not null,
  recorded_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by_id uuid references people
);
create index proxy_records_of on proxy_records (organization_id, recorded_at desc, id desc);
create index proxy_records_subject on proxy_records (subject_id, recorded_at desc, id desc);
`)
  }

  override down(): void {
    this.addSql('drop table proxy_records, resources, needs;')
  }
}
