import { Migration } from '@mikro-orm/migrations'

/**
 * Attachments and notices. What is written of an attachment when it is made stays as it is; only what it hangs on, and that its
 * bytes are gone, is said later. (The tables in which jobs wait are pg-boss's own: see jobs/boss.ts.)
 */
export class Migration20261122050000_rooms extends Migration {
  override up(): void {
    this.addSql(`
create table attachments (
  id uuid primary key,
  sha256 text not null constraint attachments_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null constraint attachments_name check (length(name) between 1 and 120),
  media_type text not null,
  size integer not null constraint attachments_size check (size > 0),
  width integer,
  height integer,
  uploaded_by_id uuid not null references people,
  uploaded_at timestamptz not null,
  attached_to_type text,
  attached_to_id uuid,
  attached_at timestamptz,
  parties uuid[] not null default '{}',
  removed_at timestamptz,
  constraint attachments_attached check ((attached_to_type is null) = (attached_to_id is null) and (attached_to_type is null) = (attached_at is null)),
  constraint attachments_dimensions check ((width is null) = (height is null)),
  constraint attachments_removed check (removed_at is null or attached_at is null)
);
create index attachments_of on attachments (attached_to_id, attached_at, id) where attached_to_id is not null;
create index attachments_loose on attachments (uploaded_by_id, uploaded_at, id) where attached_to_id is null and removed_at is null;
create index attachments_bytes on attachments (sha256) where removed_at is null;

create table notices (
  id uuid primary key,
  person_id uuid not null references people,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  details jsonb not null default '{}',
  created_at timestamptz not null,
  read_at timestamptz
);
create index notices_of on notices (person_id, created_at desc, id desc);
create index notices_unread on notices (person_id) where read_at is null;
create index notices_about on notices (subject_id, kind);

grant select, insert on attachments, notices to red_alliance_app;
grant update (attached_to_type, attached_to_id, attached_at, parties, removed_at, name) on attachments to red_alliance_app;
grant update (read_at) on notices to red_alliance_app;
`)
  }

  override down(): void {
    this.addSql('drop table notices, attachments;')
  }
}
