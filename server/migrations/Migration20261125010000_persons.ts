import { Migration } from '@mikro-orm/migrations'

/** People whom a community enters without a phone, children with their guardian, and those who had themselves erased. */
export class Migration20261125010000_persons extends Migration {
  override up(): void {
    this.addSql(`
alter table people alter column phone drop not null,
  add column guardian_id uuid references people,
  add column born_year smallint constraint people_born_year check (born_year between 1900 and 2100),
  add column erased_at timestamptz,
  add constraint people_log_in check (phone is not null or password_hash is null),
  add constraint people_guardian check (guardian_id is distinct from id);
create index people_children on people (guardian_id) where guardian_id is not null;
`)
  }

  override down(): void {
    this.addSql(`alter table people drop constraint people_log_in, drop constraint people_guardian, drop column guardian_id, drop column born_year, drop column erased_at;
update people set phone = '1' || lpad(floor(random() * 1e10)::bigint::text, 10, '0') where phone is null;
alter table people alter column phone set not null;`)
  }
}
