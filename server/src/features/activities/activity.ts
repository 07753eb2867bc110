import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Opt } from '@mikro-orm/core'
import type { ActivityKind, ActivityStage, CourseSubject, VolunteerField } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'

/** 志愿活动: volunteer service, a course, a lecture, an open day, a visit or a party day, in one or several sessions. */
@Entity({ tableName: 'activities' })
export class Activity {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) organizer!: Organization
  /** Who confirms the hours served: the organizer, or the community or street where the organizing unit stands. */
  @ManyToOne(() => Organization) community!: Organization
  @Property({ type: 'text' }) kind!: ActivityKind
  /** In which of the seven fields hours are served, where some are. */
  @Property({ type: 'text', nullable: true }) field: VolunteerField | null = null
  @Property({ type: 'text', nullable: true }) subject: CourseSubject | null = null
  @Property({ type: 'text' }) title!: string
  @Property({ type: 'text' }) description = ''
  @Property({ type: 'text' }) place = ''
  @Property({ type: 'text' }) skills = ''
  /** A guardian signs up a child; nobody else is. */
  @Property({ type: 'boolean' }) forChildren = false
  @Property({ type: 'boolean' }) needsApproval = false
  /** One sign-up counts for all sessions. */
  @Property({ type: 'boolean' }) wholeTerm = false
  @Property({ type: 'text' }) speaker = ''
  /** Of a lecture: the theme of the month. */
  @Property({ type: 'text' }) theme = ''
  /** Counted afterwards. */
  @Property({ type: 'integer', nullable: true }) listeners: number | null = null
  /** Kept by the database: vetted adults who are named now. */
  @Property({ type: 'smallint', persist: false }) adults!: Opt<number>
  /** When its first session begins and its last one ends. */
  @Property({ type: 'timestamptz' }) startsAt!: Date
  @Property({ type: 'timestamptz' }) endsAt!: Date
  @Property({ type: 'text' }) stage!: ActivityStage
  @Property({ type: 'timestamptz', nullable: true }) publishedAt: Date | null = null
  @Property({ type: 'text', nullable: true }) cancelReason: string | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) updatedAt!: Date
  @Property({ type: 'integer' }) version = 1

  /** @throws Refusal WRONG_STATUS unless a draft whose last session is still to come */
  publish(now: Date): void {
    this.requireStage('DRAFT')
    if (this.endsAt <= now) throw new Refusal('WRONG_STATUS', { status: 'PAST' })
    this.stage = 'PUBLISHED'
    this.publishedAt = now
    this.touch(now)
  }

  /** A draft is thrown away; what was published says why it does not take place. */
  cancel(reason: string, now: Date): void {
    this.requireStage('DRAFT', 'PUBLISHED')
    if (this.endsAt <= now && this.stage === 'PUBLISHED') throw new Refusal('WRONG_STATUS', { status: 'PAST' })
    this.stage = 'CANCELLED'
    this.cancelReason = reason
    this.touch(now)
  }

  requireStage(...stages: ActivityStage[]): void {
    if (!stages.includes(this.stage)) throw new Refusal('WRONG_STATUS', { status: this.stage })
  }

  /** @throws Refusal WRONG_STATUS before it begins */
  requireBegun(now: Date): void {
    this.requireStage('PUBLISHED')
    if (this.startsAt > now) throw new Refusal('WRONG_STATUS', { status: 'FUTURE' })
  }

  requireVersion(version: number): void {
    if (version !== this.version) throw new Refusal('STALE_VERSION', { version: this.version })
  }

  touch(now: Date): void {
    this.updatedAt = now
    this.version += 1
  }
}

/** 负责成人: a named and vetted adult who is with the children. */
@Entity({ tableName: 'adults_in_charge' })
export class AdultInCharge {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Activity) activity!: Activity
  @Property({ type: 'text' }) name!: string
  /** What they do there: teacher, helper. */
  @Property({ type: 'text' }) role = ''
  @ManyToOne(() => Organization) vettedBy!: Organization
  @Property({ type: 'date' }) vettedOn!: string
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) removedAt: Date | null = null

  remove(now: Date): void {
    this.removedAt ??= now
  }
}
