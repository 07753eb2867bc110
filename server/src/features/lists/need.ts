import { Entity, Property } from '@mikro-orm/decorators/legacy'
import { ListEntry } from './entry.ts'

/** 需求: what an organization lacks. */
@Entity({ tableName: 'needs' })
export class Need extends ListEntry {
  @Property({ type: 'integer' }) quantity!: number
  /** Kept by the database from the projects that are not ended. */
  @Property({ type: 'integer', persist: false }) metQuantity!: number
  /** 1 (can wait) to 5 (at once). */
  @Property({ type: 'smallint' }) urgency!: number
}
