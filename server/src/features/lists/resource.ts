import { Entity, Property } from '@mikro-orm/decorators/legacy'
import type { OwnersDecisionBy, Supply } from '@red-alliance/shared/glossary'
import { ListEntry } from './entry.ts'

/** 资源: what an organization can give. */
@Entity({ tableName: 'resources' })
export class Resource extends ListEntry {
  @Property({ type: 'text' }) supply!: Supply
  /** Null when unlimited. */
  @Property({ type: 'integer', nullable: true }) quantity: number | null = null
  /** Kept by the database: the most that is booked at one moment, or what is gone from the stock. */
  @Property({ type: 'integer', persist: false }) takenQuantity!: number
  @Property({ type: 'boolean' }) commonProperty = false
  @Property({ type: 'text', nullable: true }) ownersDecisionBy: OwnersDecisionBy | null = null
  @Property({ type: 'date', nullable: true }) ownersDecisionOn: string | null = null
  @Property({ type: 'text', nullable: true }) ownersDecisionText: string | null = null
}
