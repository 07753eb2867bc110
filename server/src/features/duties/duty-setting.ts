import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'

/** 年度要求: what a city or district asks of a year. The nearest above a place counts for it. */
@Entity({ tableName: 'duty_settings' })
export class DutySetting {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) organization!: Organization
  @Property({ type: 'smallint' }) year!: number
  /** Of an in-service member in a whole year. */
  @Property({ type: 'integer' }) memberMinutes!: number
  /** Of a unit in a whole year. */
  @Property({ type: 'smallint' }) unitActivities!: number
  @ManyToOne(() => Person) setBy!: Person
  @Property({ type: 'timestamptz' }) setAt!: Date

  set(figures: Pick<DutySetting, 'memberMinutes' | 'unitActivities'>, by: Person, now: Date): void {
    Object.assign(this, figures)
    this.setBy = by
    this.setAt = now
  }
}
