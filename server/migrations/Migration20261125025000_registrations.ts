import { Migration } from '@mikro-orm/migrations'

/** 双报到, consent for each purpose, documents whose number the database alone cannot tell, and who looked at one. */
export class Migration20261125025000_registrations extends Migration {
  override up(): void {
    this.addSql(`
create table registrations (
  id uuid primary key,
  kind text not null constraint registrations_kind check (kind in ('UNIT','MEMBER')),
  person_id uuid references people,
  unit_id uuid references organizations,
  place_id uuid not null references organizations,
  stage text not null constraint registrations_stage check (stage in ('WAITING','CONFIRMED','DECLINED','ENDED')),
  by_place boolean not null,
  moved_from_id uuid references registrations,
  asked_by_id uuid not null references people,
  decided_by_id uuid references people,
  decided_at timestamptz,
  reason text not null default '' constraint registrations_reason check (length(reason) <= 200),
  ended_at timestamptz,
  end_reason text constraint registrations_end check (end_reason in ('MOVED','LEFT')),
  created_at timestamptz not null,
  constraint registrations_of check (num_nonnulls(person_id, unit_id) = 1 and (kind = 'UNIT') = (unit_id is not null)),
  constraint registrations_decided check (stage not in ('CONFIRMED','DECLINED') or decided_at is not null),
  constraint registrations_ended check ((stage = 'ENDED') = (ended_at is not null) and (stage = 'ENDED') = (end_reason is not null))
);
-- One that waits (a move) may stand beside one that is confirmed, never two of a kind.
create unique index "REGISTERED_ALREADY" on registrations (coalesce(person_id, unit_id), stage) where stage in ('WAITING','CONFIRMED');
create index registrations_person on registrations (person_id, created_at desc, id desc);
create index registrations_unit on registrations (unit_id, created_at desc, id desc);
create index registrations_place on registrations (place_id, created_at desc, id desc);
create index registrations_present on registrations (place_id, kind) where stage = 'CONFIRMED';

create table consents (
  id uuid primary key,
  person_id uuid not null references people,
  purpose text not null constraint consents_purpose check (purpose in ('MEMBERSHIP','DOCUMENT_NUMBER','CHILD_DATA')),
  how text not null constraint consents_how check (how in ('SELF','PAPER')),
  given_by_id uuid not null references people,
  organization_id uuid references organizations,
  agreed_on date not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint consents_paper check ((how = 'PAPER') = (organization_id is not null))
);
create unique index consents_present on consents (person_id, purpose) where withdrawn_at is null;
create index consents_of on consents (person_id, given_at desc, id desc);

create table identity_documents (
  id uuid primary key,
  person_id uuid not null constraint identity_documents_one unique references people,
  kind text constraint identity_documents_kind check (kind in ('ID_CARD','PASSPORT','TRAVEL_PERMIT','RESIDENCE_PERMIT')),
  masked_number text,
  sealed_number bytea,
  entered_by_id uuid not null references people,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  wiped_at timestamptz,
  constraint identity_documents_whole check (num_nonnulls(kind, masked_number, sealed_number) in (0, 3) and (wiped_at is not null) = (sealed_number is null)),
  constraint identity_documents_masked check (masked_number like '%*%')
);

create table unmaskings (
  id uuid primary key,
  document_id uuid not null references identity_documents,
  person_id uuid not null references people,
  organization_id uuid not null references organizations,
  by_id uuid not null references people,
  purpose text not null constraint unmaskings_purpose check (length(purpose) between 1 and 200),
  at timestamptz not null
);
create index unmaskings_of on unmaskings (person_id, at desc, id desc);
create index unmaskings_for on unmaskings (organization_id, at desc, id desc);

grant select, insert, update on registrations, consents, identity_documents to red_alliance_app;
grant select, insert on unmaskings to red_alliance_app;
`)
  }

  override down(): void {
    this.addSql('drop table unmaskings, identity_documents, consents, registrations;')
  }
}
