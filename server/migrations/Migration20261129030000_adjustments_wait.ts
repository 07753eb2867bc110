import { Migration } from '@mikro-orm/migrations'

/**
 * What was declined or taken back is not asked of the same owner again before a day has passed. Looked at after the insert, so that what was taken back
 * at the same instant is seen.
 */
export class Migration20261129030000_adjustments_wait extends Migration {
  override up(): void {
    this.addSql(`
alter table adjustments add withdrawn_at timestamptz;
update adjustments set withdrawn_at = created_at where stage = 'WITHDRAWN';
alter table adjustments add constraint adjustments_withdrawn check ((stage = 'WITHDRAWN') = (withdrawn_at is not null));

create function adjustments_wait() returns trigger language plpgsql as $$
declare
  again timestamptz := (select max(coalesce(a.withdrawn_at, a.answered_at)) + interval '1 day' from adjustments a
    where a.need_id = new.need_id and coalesce(a.resource_id, a.need_id) = coalesce(new.resource_id, new.need_id) and a.kind = new.kind and a.stage in ('WITHDRAWN','DECLINED'));
begin
  if again > new.created_at then
    raise exception 'asked again within a day' using errcode = 'check_violation', constraint = 'ADJUSTMENT_TOO_SOON',
      detail = json_build_object('again', to_char(again at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
  end if;
  return null;
end $$;
create trigger adjustments_wait after insert on adjustments for each row execute function adjustments_wait();
`)
  }

  override down(): void {
    this.addSql(`
drop trigger adjustments_wait on adjustments;
drop function adjustments_wait();
alter table adjustments drop withdrawn_at;`)
  }
}
