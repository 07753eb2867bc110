import { Migration } from '@mikro-orm/migrations'

/** What an accepted adjustment changed, so that it can be taken back. */
export class Migration20261129040000_adjustments_applied extends Migration {
  override up(): void {
    this.addSql('alter table adjustments add applied jsonb;')
  }

  override down(): void {
    this.addSql('alter table adjustments drop applied;')
  }
}
