import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import type { Evidence } from './evidence.ts'

/** 优秀驻区单位: what a street or community decided on a unit's year, with the evidence that lay before it. No score leads to it. */
@Entity({ tableName: 'recognitions' })
export class Recognition {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) unit!: Organization
  @ManyToOne(() => Organization) community!: Organization
  @Property({ type: 'smallint' }) year!: number
  @Property({ type: 'text' }) words!: string
  @Property({ type: 'jsonb' }) evidence!: Evidence
  @ManyToOne(() => Person) decidedBy!: Person
  @Property({ type: 'timestamptz' }) decidedAt!: Date
}
