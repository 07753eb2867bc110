import { Migration } from '@mikro-orm/migrations'

/** A change of the rules has what they were matched by before matched anew. */
export class Migration20261129020000_rules_runs extends Migration {
  override up(): void {
    this.addSql(`
alter table match_runs drop constraint match_runs_cause,
  add constraint match_runs_cause check (cause in ('PRESSED','CHANGED','NIGHTLY','RULES'));
`)
  }

  override down(): void {
    this.addSql(`
update match_runs set cause = 'NIGHTLY' where cause = 'RULES';
alter table match_runs drop constraint match_runs_cause,
  add constraint match_runs_cause check (cause in ('PRESSED','CHANGED','NIGHTLY'));`)
  }
}
