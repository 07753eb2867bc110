import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Attendance, DayRole, InvitationAnswer, InvitationCapacity, MeetingKind, MeetingRhythm, MeetingStage } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'

const HOUR = 3_600_000

/** When regular meetings come round: weekly, monthly, half-yearly, or on certain days of each month. */
@Entity({ tableName: 'meeting_rules' })
export class MeetingRule {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) convener!: Organization
  @Property({ type: 'text' }) title!: string
  @Property({ type: 'text' }) rhythm!: MeetingRhythm
  /** Monday = 1; for WEEKLY. */
  @Property({ type: 'smallint', nullable: true }) weekday: number | null = null
  /** Days of the month; for the others. A month without the day has the meeting on its last one. */
  @Property({ columnType: 'smallint[]', type: 'array', nullable: true }) days: number[] | null = null
  /** 逢6必访: what each of the days is for. */
  @Property({ columnType: 'text[]', type: 'array', nullable: true }) dayRoles: DayRole[] | null = null
  /** Local minutes from midnight. */
  @Property({ type: 'smallint' }) startMinute!: number
  /** Minutes. */
  @Property({ type: 'integer' }) duration!: number
  @Property({ type: 'text' }) place = ''
  @Property({ type: 'smallint' }) noticeDays = 3
  @Property({ type: 'timestamptz', nullable: true }) endedAt: Date | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date

  end(now: Date): void {
    this.endedAt ??= now
  }
}

/** 联席会议: planned, announced and held, or logged afterwards; the one is as good as the other. */
@Entity({ tableName: 'joint_meetings' })
export class JointMeeting {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) convener!: Organization
  @Property({ type: 'text' }) kind!: MeetingKind
  @Property({ type: 'text' }) title!: string
  @Property({ type: 'timestamptz' }) startsAt!: Date
  @Property({ type: 'timestamptz' }) endsAt!: Date
  @Property({ type: 'text' }) place = ''
  @Property({ type: 'text' }) chair = ''
  @ManyToOne(() => MeetingRule, { nullable: true }) rule: MeetingRule | null = null
  /** Public notice of time and topics so many days ahead. */
  @Property({ type: 'smallint' }) noticeDays = 0
  @Property({ type: 'text', nullable: true }) dayRole: DayRole | null = null
  /** What the QR code in the room says; who scans it is marked as present. An offer: a list kept by hand counts as much. */
  @Property({ type: 'text', hidden: true }) checkInCode!: string
  @Property({ type: 'text' }) stage!: MeetingStage
  @Property({ type: 'timestamptz', nullable: true }) announcedAt: Date | null = null
  @Property({ type: 'text', nullable: true }) cancelReason: string | null = null
  /** Entered afterwards on the one form. */
  @Property({ type: 'boolean' }) logged = false
  @Property({ type: 'boolean' }) public = false
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) updatedAt!: Date
  @Property({ type: 'integer' }) version = 1

  /** @throws Refusal NOTICE_TOO_SHORT when the notice asked for by the rule can no longer be kept; an urgent meeting needs none */
  announce(now: Date): void {
    this.requireStage('PLANNED')
    const days = (this.startsAt.getTime() - now.getTime()) / 86_400_000
    if (this.kind !== 'URGENT' && days < this.noticeDays) throw new Refusal('NOTICE_TOO_SHORT', { days: this.noticeDays })
    if (this.startsAt <= now) throw new Refusal('WRONG_STATUS', { status: 'PAST' })
    this.stage = 'ANNOUNCED'
    this.announcedAt = now
    this.touch(now)
  }

  cancel(reason: string, now: Date): void {
    this.requireStage('PLANNED', 'ANNOUNCED')
    this.stage = 'CANCELLED'
    this.cancelReason = reason
    this.touch(now)
  }

  /** The meeting is over; its minutes can be written out. */
  close(now: Date): void {
    this.requireStage('PLANNED', 'ANNOUNCED')
    if (this.startsAt > now) throw new Refusal('WRONG_STATUS', { status: 'FUTURE' })
    this.stage = 'HELD'
    this.touch(now)
  }

  /** From an hour before it begins to an hour after it ends. */
  isOpenForCheckIn(now: Date): boolean {
    return this.stage !== 'CANCELLED' && now.getTime() > this.startsAt.getTime() - HOUR && now.getTime() < this.endsAt.getTime() + HOUR
  }

  requireStage(...stages: MeetingStage[]): void {
    if (!stages.includes(this.stage)) throw new Refusal('WRONG_STATUS', { status: this.stage })
  }

  touch(now: Date): void {
    this.updatedAt = now
    this.version += 1
  }
}

/** Who is asked to come: an organization, or a person without an account by name. */
@Entity({ tableName: 'invitations' })
export class Invitation {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => JointMeeting) meeting!: JointMeeting
  @ManyToOne(() => Organization, { nullable: true }) organization: Organization | null = null
  /** A person's name, or who comes for the organization. */
  @Property({ type: 'text' }) name = ''
  @Property({ type: 'text' }) capacity!: InvitationCapacity
  @Property({ type: 'text' }) answer: InvitationAnswer = 'WAITING'
  @Property({ type: 'text', nullable: true }) substitute: string | null = null
  @Property({ type: 'text' }) attendance: Attendance = 'UNKNOWN'
  @Property({ type: 'timestamptz', nullable: true }) answeredAt: Date | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date

  reply(answer: Exclude<InvitationAnswer, 'WAITING'>, substitute: string | null, now: Date): void {
    this.answer = answer
    this.substitute = substitute
    this.answeredAt = now
  }

  attend(attendance: Attendance): void {
    this.attendance = attendance
  }
}
