import { Migration } from '@mikro-orm/migrations'

/** The organization tree with its ancestor closure, alliances, people, roles and sessions. */
export class Migration20261122010000_people extends Migration {
  override up(): void {
    this.addSql(`
create function bigrams(value text) returns text[] language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct substr(clean, i, 2)), '{}')
    from (select regexp_replace(lower(value), '\\s+', ' ', 'g') as clean) c, generate_series(1, length(clean) - 1) i
$$;

create table organizations (
  id uuid primary key,
  kind text not null constraint organizations_kind check (kind in ('PROVINCE','CITY','DISTRICT','STREET','COMMUNITY','UNIT')),
  unit_kind text constraint organizations_unit_kind_value check (unit_kind in ('GOVERNMENT_ORGAN','PUBLIC_INSTITUTION','STATE_FIRM','PRIVATE_FIRM','SCHOOL',
    'HOSPITAL','COMMERCIAL_BUILDING','SOCIAL_ORGANIZATION','TRAINING_INSTITUTION','OWNERS_COMMITTEE','PROPERTY_MANAGER',
    'COMMUNITY_SOCIAL_ORGANIZATION','POLICE_POST')),
  name text not null constraint organizations_name check (length(name) between 1 and 60),
  code text unique constraint organizations_code check (code ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  is_example boolean not null default false,
  place_name text not null default '',
  parent_id uuid references organizations,
  position text not null generated always as (coalesce(code, '~' || name)) stored,
  name_bigrams text[] not null generated always as (bigrams(name)) stored,
  created_at timestamptz not null,
  constraint organizations_unit_kind check ((kind = 'UNIT') = (unit_kind is not null)),
  constraint organizations_root check ((parent_id is null) = (kind = 'PROVINCE')),
  constraint organizations_code_level check (code is null or length(code) =
    case kind when 'PROVINCE' then 2 when 'CITY' then 4 when 'DISTRICT' then 6 when 'STREET' then 9 when 'COMMUNITY' then 12 end)
);
create index organizations_children on organizations (parent_id, position, id);
create index organizations_in_order on organizations (position, id);
create index organizations_search on organizations using gin (name_bigrams);

create table organization_closure (
  ancestor_id uuid not null references organizations on delete cascade,
  descendant_id uuid not null references organizations on delete cascade,
  depth smallint not null,
  primary key (descendant_id, ancestor_id)
);
create index organization_closure_down on organization_closure (ancestor_id, descendant_id);

create function organizations_close() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into organization_closure select ancestor_id, new.id, depth + 1 from organization_closure where descendant_id = new.parent_id
    union all select new.id, new.id, 0;
  return null;
end $$;
create trigger organizations_close after insert on organizations for each row execute function organizations_close();
create function organizations_stay() returns trigger language plpgsql as $$
begin
  raise exception 'an organization does not move in the tree' using errcode = 'check_violation', constraint = 'ORGANIZATION_FIXED';
end $$;
create trigger organizations_stay before update of parent_id on organizations for each row
  when (old.parent_id is distinct from new.parent_id) execute function organizations_stay();

create table compounds (
  id uuid primary key,
  name text not null,
  community_id uuid not null references organizations,
  unique (community_id, name)
);

create table alliances (
  id uuid primary key,
  name text not null,
  convener_id uuid not null unique references organizations,
  created_at timestamptz not null
);
create table alliance_members (
  id uuid primary key,
  alliance_id uuid not null references alliances,
  organization_id uuid not null references organizations,
  signed_on date not null,
  left_on date,
  constraint alliance_members_order check (left_on >= signed_on)
);
create unique index "MEMBER_ALREADY" on alliance_members (alliance_id, organization_id) where left_on is null;
create index alliance_members_of on alliance_members (organization_id, alliance_id);

create table people (
  id uuid primary key,
  name text not null constraint people_name check (length(name) between 1 and 40),
  phone text not null constraint "PHONE_TAKEN" unique constraint people_phone check (phone ~ '^1[0-9]{10}$'),
  password_hash text,
  party_member boolean,
  home_unit_id uuid references organizations,
  residence_community_id uuid references organizations,
  disabled_at timestamptz,
  failed_log_ins smallint not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null
);
create index people_home_unit on people (home_unit_id);
create index people_residence_community on people (residence_community_id);

create table role_assignments (
  id uuid primary key,
  person_id uuid not null references people,
  organization_id uuid not null references organizations,
  role text not null constraint role_assignments_role check (role in ('ADMIN','SUPERVISOR','SECRETARY','CLERK','LIAISON','MEMBER','RESIDENT')),
  granted_at timestamptz not null,
  revoked_at timestamptz
);
create unique index "ROLE_DUPLICATE" on role_assignments (person_id, organization_id, role) where revoked_at is null;
create index role_assignments_of on role_assignments (organization_id, person_id);

create table sessions (
  id uuid primary key,
  person_id uuid not null references people,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_of on sessions (person_id) where ended_at is null;
`)
  }

  override down(): void {
    this.addSql(`drop table sessions, role_assignments, people, alliance_members, alliances, compounds, organization_closure, organizations;
drop function organizations_close(), organizations_stay(), bigrams(text);`)
  }
}
