import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Opt } from '@mikro-orm/core'
import { Refusal } from '../../refusal.ts'
import { Activity } from './activity.ts'

const HOUR = 3_600_000

/** 场次: one time at which an activity takes place. */
@Entity({ tableName: 'activity_sessions' })
export class ActivitySession {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Activity) activity!: Activity
  @Property({ type: 'timestamptz' }) startsAt!: Date
  @Property({ type: 'timestamptz' }) endsAt!: Date
  /** Where it is not at the activity's own place. */
  @Property({ type: 'text' }) place = ''
  @Property({ type: 'timestamptz', nullable: true }) cancelledAt: Date | null = null
  @Property({ type: 'text', nullable: true }) cancelReason: string | null = null
  /** Taken out of a draft. */
  @Property({ type: 'timestamptz', nullable: true }) removedAt: Date | null = null

  /** @throws Refusal WRONG_STATUS once it is over or cancelled */
  cancel(reason: string, now: Date): void {
    this.requireHeld()
    if (this.endsAt <= now) throw new Refusal('WRONG_STATUS', { status: 'PAST' })
    this.cancelledAt = now
    this.cancelReason = reason
  }

  requireHeld(): void {
    if (this.cancelledAt) throw new Refusal('WRONG_STATUS', { status: 'CANCELLED' })
  }

  /** From an hour before it begins to an hour after it ends. */
  isOpenForCheckIn(at: Date): boolean {
    return at.getTime() >= this.startsAt.getTime() - HOUR && at.getTime() <= this.endsAt.getTime() + HOUR
  }

  /** Whole minutes of the stretch that lie within the session: the way there and back is not service. */
  minutesWithin(from: Date, to: Date): number {
    return Math.max(0, Math.floor((Math.min(to.getTime(), this.endsAt.getTime()) - Math.max(from.getTime(), this.startsAt.getTime())) / 60_000))
  }
}

/** 名额: what one comes as, and how many places there are in one session, or in all of them. */
@Entity({ tableName: 'activity_roles' })
export class ActivityRole {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Activity) activity!: Activity
  /** Null: one sign-up for the whole term. */
  @ManyToOne(() => ActivitySession, { nullable: true }) session: ActivitySession | null = null
  @Property({ type: 'smallint' }) position!: number
  @Property({ type: 'text' }) title!: string
  /** Whoever comes as this serves: their minutes go to the community for confirmation. */
  @Property({ type: 'boolean' }) serves = false
  @Property({ type: 'integer' }) places!: number
  /** Kept by the database. */
  @Property({ type: 'integer', persist: false }) taken!: Opt<number>
  @Property({ type: 'integer', persist: false }) queued!: Opt<number>
  /** The last number that the waiting list has given out. */
  @Property({ type: 'integer' }) lastPosition = 0
  /** Until when one signs up and withdraws: the session's beginning, or that of the term's last one. */
  @Property({ type: 'timestamptz' }) closesAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) removedAt: Date | null = null

  /** What a sign-up counts for: once per person. */
  scopeId(): string {
    return this.session?.id ?? this.activity.id
  }

  /** @throws Refusal SIGN_UP_CLOSED from the beginning on */
  requireOpen(now: Date): void {
    if (this.closesAt <= now || this.removedAt) throw new Refusal('SIGN_UP_CLOSED')
  }

  /** The next number of the waiting list. */
  nextPosition(): number {
    this.lastPosition += 1
    return this.lastPosition
  }

  /** @throws Refusal PLACES_TAKEN below what is given away already */
  setPlaces(places: number): void {
    if (places < this.taken) throw new Refusal('PLACES_TAKEN', { taken: this.taken })
    this.places = places
  }
}
