import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Attendance, SignUpStage } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'
import { Person } from '../people/person.ts'
import { ServiceLog } from '../service/service-log.ts'
import { Activity } from './activity.ts'
import { ActivityRole, ActivitySession } from './session.ts'

const WAITING: readonly SignUpStage[] = ['ASKED', 'PLACED', 'QUEUED']

/** 报名: somebody who takes a place of their own will, or waits for one. */
@Entity({ tableName: 'sign_ups' })
export class SignUp {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Activity) activity!: Activity
  @ManyToOne(() => ActivityRole) role!: ActivityRole
  /** The session, or the activity of a whole term, in which a person signs up once. */
  @Property({ type: 'uuid' }) scopeId!: string
  @ManyToOne(() => Person) person!: Person
  /** Oneself; a child's guardian; the community's clerk for somebody without a phone. */
  @ManyToOne(() => Person) signedUpBy!: Person
  @Property({ type: 'text' }) stage!: SignUpStage
  /** Order on the waiting list; the numbers rise, and who withdraws leaves theirs empty. */
  @Property({ type: 'integer', nullable: true }) position: number | null = null
  @Property({ type: 'text', nullable: true }) reason: string | null = null
  @Property({ type: 'timestamptz', nullable: true }) placedAt: Date | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) updatedAt!: Date

  /** Takes a place where one is free, otherwise the next number of the waiting list. */
  takePlace(role: ActivityRole, now: Date): void {
    const free = role.taken < role.places && role.queued === 0
    this.stage = free ? 'PLACED' : 'QUEUED'
    this.position = free ? null : role.nextPosition()
    this.placedAt = free ? now : null
    this.updatedAt = now
  }

  withdraw(now: Date): void {
    this.requireStage(...WAITING)
    this.leave('WITHDRAWN', now)
  }

  decline(reason: string, now: Date): void {
    this.requireStage('ASKED')
    this.reason = reason
    this.leave('DECLINED', now)
  }

  requireStage(...stages: readonly SignUpStage[]): void {
    if (!stages.includes(this.stage)) throw new Refusal('WRONG_STATUS', { status: this.stage })
  }

  private leave(stage: 'WITHDRAWN' | 'DECLINED', now: Date): void {
    this.stage = stage
    this.position = null
    this.updatedAt = now
  }
}

/** 到场登记: that somebody came to a session, by code or by a list kept by hand; both count the same. */
@Entity({ tableName: 'session_attendances' })
export class SessionAttendance {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => SignUp) signUp!: SignUp
  @ManyToOne(() => ActivitySession) session!: ActivitySession
  @Property({ type: 'text' }) came: Attendance = 'UNKNOWN'
  /** The instant for which the code on the screen was made, not the clock of the phone. */
  @Property({ type: 'timestamptz', nullable: true }) checkedInAt: Date | null = null
  @Property({ type: 'timestamptz', nullable: true }) checkedOutAt: Date | null = null
  /** Within the session. */
  @Property({ type: 'smallint', nullable: true }) minutes: number | null = null
  /** By a phone that had no line at the time. */
  @Property({ type: 'boolean' }) sentLate = false
  /** What it led to, where hours were served. */
  @ManyToOne(() => ServiceLog, { nullable: true }) log: ServiceLog | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) updatedAt!: Date

  /** The first code counts; another changes nothing. */
  checkIn(at: Date, late: boolean, now: Date): void {
    if (this.checkedInAt) return
    this.checkedInAt = at
    this.came = 'PRESENT'
    this.sentLate ||= late
    this.updatedAt = now
  }

  /** @returns whether it was the first */
  checkOut(at: Date, late: boolean, session: ActivitySession, now: Date): boolean {
    if (this.checkedOutAt) return false
    if (this.checkedInAt && at < this.checkedInAt) throw new Refusal('CODE_INVALID')
    this.checkedOutAt = at
    this.came = 'PRESENT'
    this.minutes ??= this.checkedInAt && session.minutesWithin(this.checkedInAt, at)
    this.sentLate ||= late
    this.updatedAt = now
    return true
  }

  /** By a list kept by hand. What led to a log already stays: it is for the community to correct. */
  record(came: Attendance, minutes: number | null, now: Date): void {
    if (this.log) return
    this.came = came
    this.minutes = came === 'PRESENT' ? (minutes ?? this.minutes) : null
    this.updatedAt = now
  }
}
