import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { WishStage } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'
import { Need } from '../lists/need.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import { Activity } from './activity.ts'

/** 心愿单 (你点单我来办): what a resident orders at their community. */
@Entity({ tableName: 'wishes' })
export class Wish {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) community!: Organization
  @ManyToOne(() => Person) person!: Person
  @Property({ type: 'text' }) title!: string
  @Property({ type: 'text' }) words = ''
  @Property({ type: 'text' }) stage!: WishStage
  @Property({ type: 'text', nullable: true }) answer: string | null = null
  @ManyToOne(() => Need, { nullable: true }) need: Need | null = null
  @ManyToOne(() => Activity, { nullable: true }) activity: Activity | null = null
  @ManyToOne(() => Person, { nullable: true }) answeredBy: Person | null = null
  @Property({ type: 'timestamptz', nullable: true }) answeredAt: Date | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) updatedAt!: Date

  /** @param into what was drafted for it; nothing: words alone */
  settle(by: Person, answer: string, into: { need?: Need; activity?: Activity }, now: Date): void {
    if (this.stage !== 'OPEN') throw new Refusal('WRONG_STATUS', { status: this.stage })
    this.need = into.need ?? null
    this.activity = into.activity ?? null
    this.stage = into.need || into.activity ? 'TURNED' : 'ANSWERED'
    this.answer = answer
    this.answeredBy = by
    this.answeredAt = now
    this.updatedAt = now
  }
}
