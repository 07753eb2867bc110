import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import { Activity } from './activity.ts'

/** 单位参加: a unit that took part in somebody else's activity. What it organized itself counts without a row (view `participations`). */
@Entity({ tableName: 'unit_participations' })
export class UnitParticipation {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Activity) activity!: Activity
  @ManyToOne(() => Organization) unit!: Organization
  @ManyToOne(() => Person) recordedBy!: Person
  @Property({ type: 'timestamptz' }) createdAt!: Date
}
