import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'

/** 匹配规则 as a city or district set it at one time: never changed, followed by another. The nearest above a place counts for it. */
@Entity({ tableName: 'matching_settings' })
export class MatchingSettings {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) organization!: Organization
  // The weights, as shared/src/matching/types.ts explains them.
  @Property({ type: 'integer' }) category!: number
  @Property({ type: 'integer' }) windows!: number
  @Property({ type: 'integer' }) sameCommunity!: number
  @Property({ type: 'integer' }) sameStreet!: number
  @Property({ type: 'integer' }) sameDistrict!: number
  @Property({ type: 'integer' }) urgency!: number
  @Property({ type: 'integer' }) reciprocity!: number
  @Property({ type: 'integer' }) near!: number
  @Property({ type: 'integer' }) nearMetres!: number
  @Property({ type: 'integer' }) widening!: number
  @Property({ type: 'integer' }) fairness!: number
  @Property({ type: 'integer' }) incumbent!: number
  /** Days a need waits in its community before the street is asked; null: until somebody widens it. */
  @Property({ type: 'smallint', nullable: true }) streetAfterDays: number | null = null
  /** Days it then waits in the street. */
  @Property({ type: 'smallint', nullable: true }) districtAfterDays: number | null = null
  /** Why, in words for everybody. */
  @Property({ type: 'text' }) reason!: string
  @ManyToOne(() => Person) setBy!: Person
  @Property({ type: 'timestamptz' }) setAt!: Date
}
