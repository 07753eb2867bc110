import { Migration } from '@mikro-orm/migrations'

/** What a run found and did not propose, because others had been given it by the time it was written. */
export class Migration20261129010000_overtaken extends Migration {
  override up(): void {
    this.addSql(`
alter table match_obstacles add overtaken boolean not null default false;
alter table match_changes drop constraint match_changes_kind,
  add constraint match_changes_kind check (kind in ('PUBLISHED','REVISED','WITHDRAWN','CONFIRMED','DECLINED','ENDED','ADJUSTED','FREED','OVERTAKEN'));
`)
  }

  override down(): void {
    this.addSql(`
delete from match_changes where kind = 'OVERTAKEN';
alter table match_changes drop constraint match_changes_kind,
  add constraint match_changes_kind check (kind in ('PUBLISHED','REVISED','WITHDRAWN','CONFIRMED','DECLINED','ENDED','ADJUSTED','FREED'));
alter table match_obstacles drop overtaken;`)
  }
}
