import { Migration } from '@mikro-orm/migrations'

/**
 * Certificates of volunteer service. What is issued cannot be changed but for its revocation: a trigger refuses it, whoever asks.
 * When a person is erased, what their certificates said goes with them; number and totals stay.
 */
export class Migration20261125050000_certificates extends Migration {
  override up(): void {
    this.addSql(`
create table certificate_issuers (
  id uuid primary key,
  community_id uuid not null constraint certificate_issuers_community unique references organizations,
  responsible text not null constraint certificate_issuers_responsible check (length(responsible) between 1 and 30),
  handler text not null constraint certificate_issuers_handler check (length(handler) between 1 and 30),
  telephone text not null constraint certificate_issuers_telephone check (length(telephone) between 7 and 25),
  updated_at timestamptz not null
);

create table service_certificates (
  id uuid primary key,
  person_id uuid not null references people,
  community_id uuid not null references organizations,
  year smallint not null constraint service_certificates_year check (year between 2000 and 2100),
  serial integer not null constraint service_certificates_serial check (serial > 0),
  number text not null constraint service_certificates_number unique,
  from_on date not null,
  to_on date not null,
  issued_on date not null,
  minutes integer not null constraint service_certificates_minutes check (minutes > 0),
  count integer not null constraint service_certificates_count check (count > 0),
  document jsonb,
  sha256 bytea not null constraint service_certificates_sha256 check (length(sha256) = 32),
  check_code text not null constraint service_certificates_check_code check (length(check_code) = 10),
  issued_by_id uuid not null references people,
  revoked_at timestamptz,
  revoke_reason text,
  revoked_by_id uuid references people,
  erased_at timestamptz,
  created_at timestamptz not null,
  constraint service_certificates_serials unique (community_id, year, serial),
  constraint service_certificates_period check (from_on <= to_on and to_on <= issued_on),
  constraint service_certificates_revoked check (num_nulls(revoked_at, revoke_reason, revoked_by_id) in (0, 3)),
  constraint service_certificates_erased check ((document is null) = (erased_at is not null))
);
create index service_certificates_of on service_certificates (person_id, created_at desc, id desc);
create index service_certificates_by on service_certificates (community_id, created_at desc, id desc);

create function service_certificates_stay() returns trigger language plpgsql as $$
declare allowed service_certificates;
begin
  if tg_op = 'UPDATE' then
    allowed := old;
    if old.revoked_at is null then
      allowed.revoked_at := new.revoked_at; allowed.revoke_reason := new.revoke_reason; allowed.revoked_by_id := new.revoked_by_id;
    end if;
    if old.erased_at is null and new.document is null then
      allowed.document := null; allowed.erased_at := new.erased_at;
    end if;
    if new is not distinct from allowed then
      return new;
    end if;
  end if;
  raise exception 'a certificate is revoked, never changed' using errcode = 'check_violation', constraint = 'service_certificates_stay';
end $$;
create trigger service_certificates_stay before update or delete on service_certificates for each row execute function service_certificates_stay();
create trigger service_certificates_stay_whole before truncate on service_certificates for each statement execute function service_certificates_stay();

create function service_certificates_blank() returns trigger language plpgsql as $$
begin
  update service_certificates set document = null, erased_at = new.erased_at where person_id = new.id and erased_at is null;
  return null;
end $$;
create trigger service_certificates_blank after update of erased_at on people for each row when (old.erased_at is null and new.erased_at is not null) execute function service_certificates_blank();

grant select, insert, update on certificate_issuers to red_alliance_app;
grant select, insert, update (document, erased_at, revoked_at, revoke_reason, revoked_by_id) on service_certificates to red_alliance_app;
`)
  }

  override down(): void {
    this.addSql(`drop trigger service_certificates_blank on people;
drop function service_certificates_blank();
drop table service_certificates, certificate_issuers;
drop function service_certificates_stay();`)
  }
}
