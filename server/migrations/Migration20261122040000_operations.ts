import { Migration } from '@mikro-orm/migrations'

/** What every change leaves behind, and the role under which the application works: it cannot rewrite what happened. */
export class Migration20261122040000_operations extends Migration {
  override up(): void {
    this.addSql(`
create table audit_events (
  id uuid primary key,
  at timestamptz not null,
  operation text not null,
  person_id uuid references people,
  organization_id uuid references organizations,
  subject_type text,
  subject_id uuid,
  parties uuid[] not null default '{}',
  details jsonb not null default '{}',
  refusal text,
  request_id text not null
);
create index audit_events_subject on audit_events (subject_id, at desc, id desc);

create table idempotency_keys (
  person_id uuid not null references people,
  key text not null constraint idempotency_keys_key check (length(key) between 8 and 100),
  path text not null,
  input_hash bytea not null,
  subject_type text,
  subject_id uuid,
  created_at timestamptz not null,
  primary key (person_id, key, path)
);

do $$ begin
  create role red_alliance_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
grant red_alliance_app to current_user;
grant usage on schema public to red_alliance_app;
grant select, insert, update on all tables in schema public to red_alliance_app;
revoke update on audit_events, organization_closure, compounds from red_alliance_app;
revoke insert on organization_closure from red_alliance_app;
`)
  }

  override down(): void {
    this.addSql('revoke all on all tables in schema public from red_alliance_app; drop table idempotency_keys, audit_events;')
  }
}
