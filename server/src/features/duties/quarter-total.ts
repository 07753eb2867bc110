import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'

/** 季度合计: a member's minutes of a quarter, as their home unit is told them; the member is told at the same time. */
@Entity({ tableName: 'quarter_totals' })
export class QuarterTotal {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Person) person!: Person
  @ManyToOne(() => Organization) unit!: Organization
  @Property({ type: 'smallint' }) year!: number
  @Property({ type: 'smallint' }) quarter!: number
  @Property({ type: 'integer' }) minutes!: number
  @Property({ type: 'timestamptz' }) toldAt!: Date
}
