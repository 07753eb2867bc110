import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { ServiceDoubt, ServiceLogSource, ServiceLogStage, VolunteerField } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'

/** 时长申报: minutes of service as somebody logged them. The community confirms, corrects or returns them; what it confirms goes into the ledger. */
@Entity({ tableName: 'service_logs' })
export class ServiceLog {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Person) person!: Person
  /** The community or street that confirms. */
  @ManyToOne(() => Organization) community!: Organization
  /** Whose activity it was, where it was one. */
  @ManyToOne(() => Organization, { nullable: true }) organizer: Organization | null = null
  @Property({ type: 'text' }) source!: ServiceLogSource
  /** The activity's title; empty where it was none. */
  @Property({ type: 'text' }) title = ''
  @Property({ type: 'date' }) servedOn!: string
  @Property({ type: 'timestamptz', nullable: true }) startsAt: Date | null = null
  @Property({ type: 'timestamptz', nullable: true }) endsAt: Date | null = null
  /** Without the way there and back. */
  @Property({ type: 'smallint' }) minutes!: number
  @Property({ type: 'text' }) field!: VolunteerField
  /** One sentence on what was done; names nobody who was helped. */
  @Property({ type: 'text' }) words!: string
  @ManyToOne(() => Person) enteredBy!: Person
  @Property({ type: 'text' }) stage!: ServiceLogStage
  /** Why it is held for a human. */
  @Property({ columnType: 'text[]', type: 'array' }) doubts: ServiceDoubt[] = []
  /** Why it was corrected, returned, or confirmed in spite of a doubt. */
  @Property({ type: 'text', nullable: true }) reason: string | null = null
  @Property({ type: 'timestamptz', nullable: true }) decidedAt: Date | null = null
  @ManyToOne(() => Person, { nullable: true }) decidedBy: Person | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) updatedAt!: Date
  @Property({ type: 'integer' }) version = 1

  confirm(by: Person, reason: string | null, now: Date): void {
    this.decide('CONFIRMED', by, reason, now)
  }

  /** Confirmed with other figures than were logged. */
  correct(figures: Pick<ServiceLog, 'minutes' | 'servedOn' | 'field'>, by: Person, reason: string, now: Date): void {
    this.decide('CONFIRMED', by, reason, now)
    Object.assign(this, figures)
  }

  return(by: Person, reason: string, now: Date): void {
    this.decide('RETURNED', by, reason, now)
  }

  withdraw(now: Date): void {
    this.requireStage('WAITING', 'HELD')
    this.stage = 'WITHDRAWN'
    this.touch(now)
  }

  requireStage(...stages: ServiceLogStage[]): void {
    if (!stages.includes(this.stage)) throw new Refusal('WRONG_STATUS', { status: this.stage })
  }

  private decide(to: 'CONFIRMED' | 'RETURNED', by: Person, reason: string | null, now: Date): void {
    this.requireStage('WAITING', 'HELD')
    this.stage = to
    this.reason = reason
    this.decidedBy = by
    this.decidedAt = now
    this.touch(now)
  }

  private touch(now: Date): void {
    this.updatedAt = now
    this.version += 1
  }
}
