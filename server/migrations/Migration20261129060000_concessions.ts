import { Migration } from '@mikro-orm/migrations'

/** A need may also wish for less, or change in two things at once; to want less and to take it in parts are two kinds. */
export class Migration20261129060000_concessions extends Migration {
  override up(): void {
    this.addSql(`
alter table adjustments drop constraint adjustments_kind, drop constraint adjustments_of;
update adjustments set kind = 'NEED_PARTS', change = jsonb_set(change, '{kind}', '"NEED_PARTS"') where kind = 'NEED_QUANTITY' and change->'before'->'quantity' = change->'after'->'quantity';
alter table adjustments
  add constraint adjustments_kind check (kind in ('WINDOWS','PERIOD','QUANTITY_MORE','AUDIENCE','NEED_WINDOWS','NEED_ATTRIBUTES','NEED_BOTH','NEED_QUANTITY','NEED_PARTS','NEED_DISTANCE','SCOPE')),
  add constraint adjustments_of check ((resource_id is null) = (kind in ('NEED_WINDOWS','NEED_ATTRIBUTES','NEED_BOTH','NEED_QUANTITY','NEED_PARTS','NEED_DISTANCE','SCOPE')));
`)
  }

  override down(): void {
    this.addSql(`
alter table adjustments drop constraint adjustments_kind, drop constraint adjustments_of;
delete from adjustments where kind in ('NEED_ATTRIBUTES', 'NEED_BOTH') or kind = 'NEED_PARTS' and stage = 'OPEN';
update adjustments set kind = 'NEED_QUANTITY', change = jsonb_set(change, '{kind}', '"NEED_QUANTITY"') where kind = 'NEED_PARTS';
alter table adjustments
  add constraint adjustments_kind check (kind in ('WINDOWS','PERIOD','QUANTITY_MORE','AUDIENCE','NEED_WINDOWS','NEED_QUANTITY','NEED_DISTANCE','SCOPE')),
  add constraint adjustments_of check ((resource_id is null) = (kind in ('NEED_WINDOWS','NEED_QUANTITY','NEED_DISTANCE','SCOPE')));
`)
  }
}
