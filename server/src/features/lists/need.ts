import { Entity, Property } from '@mikro-orm/decorators/legacy'
import type { MatchingScope } from '@red-alliance/shared/glossary'
import { wider } from '@red-alliance/shared/matching/reach'
import { Refusal } from '../../refusal.ts'
import { ListEntry } from './entry.ts'

/** 需求: what an organization lacks. */
@Entity({ tableName: 'needs' })
export class Need extends ListEntry {
  @Property({ type: 'integer' }) quantity!: number
  /** Kept by the database from the projects that are not ended. */
  @Property({ type: 'integer', persist: false }) metQuantity!: number
  /** 1 (can wait) to 5 (at once). */
  @Property({ type: 'smallint' }) urgency!: number
  /** How far it is offered; a draft is offered nowhere. */
  @Property({ type: 'text', nullable: true }) scope: MatchingScope | null = null
  @Property({ type: 'timestamptz', nullable: true }) scopeSince: Date | null = null
  /** Metres in a straight line; null: no matter how far. */
  @Property({ type: 'integer', nullable: true }) farthest: number | null = null

  /** Where it is offered first, on publication. */
  offerIn(scope: MatchingScope, now: Date): void {
    this.scope = scope
    this.scopeSince = now
  }

  /** @throws Refusal SCOPE_NOT_WIDER, WRONG_STATUS when it is not on the list or is met */
  widen(scope: MatchingScope, now: Date, today: string): void {
    this.requireListed(today)
    if (this.metQuantity >= this.quantity) throw new Refusal('WRONG_STATUS', { status: 'MET' })
    if (this.scope === null || wider(scope, this.scope) <= 0) throw new Refusal('SCOPE_NOT_WIDER', { scope: this.scope })
    this.offerIn(scope, now)
    // No new version: whoever has the form open loses no word by it.
    this.updatedAt = now
  }
}
