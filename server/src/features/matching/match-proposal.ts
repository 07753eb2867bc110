import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { DeclineReason, ProposalOrigin, Side } from '@red-alliance/shared/glossary'
import type { MoveWhy } from '@red-alliance/shared/matching/moves'
import type { ScoreTerm } from '@red-alliance/shared/matching/types'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import { WindowsType } from '../../database/windows-type.ts'
import { Refusal } from '../../refusal.ts'
import { Alliance } from '../alliances/alliance.ts'
import { Need } from '../lists/need.ts'
import { ProxyRecord } from '../lists/proxy-record.ts'
import { Resource } from '../lists/resource.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import { MatchRun } from './match-run.ts'

export type ProposalStage = 'OPEN' | 'CONFIRMED' | 'DECLINED' | 'SUPERSEDED'
export const PROPOSAL_DAYS = 7

/** 匹配建议: a resource for a need, by the platform or by one side's claim. It holds when both sides have confirmed. */
@Entity({ tableName: 'match_proposals' })
export class MatchProposal {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Alliance, { nullable: true }) alliance: Alliance | null = null
  @ManyToOne(() => MatchRun, { nullable: true }) run: MatchRun | null = null
  @ManyToOne(() => Need) need!: Need
  @ManyToOne(() => Resource) resource!: Resource
  @ManyToOne(() => Organization) needOwner!: Organization
  @ManyToOne(() => Organization) resourceOwner!: Organization
  @Property({ type: 'text' }) origin!: ProposalOrigin
  @Property({ type: 'text' }) stage: ProposalStage = 'OPEN'
  @Property({ type: 'integer' }) quantity!: number
  @Property({ type: 'integer' }) score!: number
  @Property({ type: 'jsonb' }) terms!: readonly ScoreTerm[]
  @Property({ type: WindowsType, nullable: true }) windows: WeeklyWindows | null = null
  @Property({ type: 'date' }) startsOn!: string
  @Property({ type: 'date' }) endsOn!: string
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) expiresAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) needConfirmedAt: Date | null = null
  @ManyToOne(() => Person, { nullable: true }) needConfirmedBy: Person | null = null
  @Property({ type: 'timestamptz', nullable: true }) resourceConfirmedAt: Date | null = null
  @ManyToOne(() => Person, { nullable: true }) resourceConfirmedBy: Person | null = null
  @ManyToOne(() => ProxyRecord, { nullable: true }) needProxyRecord: ProxyRecord | null = null
  @ManyToOne(() => ProxyRecord, { nullable: true }) resourceProxyRecord: ProxyRecord | null = null
  @Property({ type: 'timestamptz', nullable: true }) declinedAt: Date | null = null
  @Property({ type: 'text', nullable: true }) declinedSide: Side | null = null
  @Property({ type: 'text', nullable: true }) declineReason: DeclineReason | null = null
  @Property({ type: 'text', nullable: true }) declineNote: string | null = null
  @Property({ type: 'timestamptz', nullable: true }) supersededAt: Date | null = null
  @Property({ type: 'jsonb', nullable: true }) supersededWhy: MoveWhy | null = null
  @ManyToOne(() => MatchRun, { nullable: true }) supersededByRun: MatchRun | null = null

  /** The ring it was or is part of (features/rings); the database keeps both. */
  @Property({ type: 'uuid', nullable: true }) ringId: string | null = null
  /** While the ring is open: BOUND, or HELD as soon as one of it has said yes. */
  @Property({ type: 'text', nullable: true }) ringHold: 'BOUND' | 'HELD' | null = null

  /** Promised by one who waits for the others of the ring: like what one side has confirmed. */
  isHeld(now: Date): boolean {
    return this.ringHold === 'HELD' && this.expiresAt > now
  }

  requireOpen(now: Date): void {
    if (this.stage !== 'OPEN') throw new Refusal('PROPOSAL_CLOSED', { status: this.stage })
    if (this.expiresAt <= now) throw new Refusal('PROPOSAL_CLOSED', { status: 'EXPIRED' })
  }

  /** Part of a ring is answered with the whole. */
  private requireSingle(): void {
    if (this.ringHold) throw new Refusal('PART_OF_RING')
  }

  ownerOf(side: Side): Organization {
    return side === 'NEED' ? this.needOwner : this.resourceOwner
  }

  confirmedAt(side: Side): Date | null {
    return side === 'NEED' ? this.needConfirmedAt : this.resourceConfirmedAt
  }

  /** @returns whether both sides have now confirmed */
  confirm(side: Side, by: Person, now: Date, proxy: ProxyRecord | null): boolean {
    this.requireOpen(now)
    this.requireSingle()
    if (this.confirmedAt(side)) throw new Refusal('ALREADY_CONFIRMED')
    if (side === 'NEED') Object.assign(this, { needConfirmedAt: now, needConfirmedBy: by, needProxyRecord: proxy })
    else Object.assign(this, { resourceConfirmedAt: now, resourceConfirmedBy: by, resourceProxyRecord: proxy })
    if (!this.needConfirmedAt || !this.resourceConfirmedAt) return false
    this.stage = 'CONFIRMED'
    return true
  }

  /** A unit takes back what was recorded for it; possible until both sides have confirmed. */
  takeBack(side: Side, now: Date): void {
    this.requireOpen(now)
    if (side === 'NEED') Object.assign(this, { needConfirmedAt: null, needConfirmedBy: null, needProxyRecord: null })
    else Object.assign(this, { resourceConfirmedAt: null, resourceConfirmedBy: null, resourceProxyRecord: null })
  }

  /** Another quantity is another question: whoever confirmed the old one is asked again. */
  changeQuantity(quantity: number, now: Date): void {
    this.requireOpen(now)
    this.requireSingle()
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > this.quantity) throw new Refusal('QUANTITY_INVALID', { most: this.quantity })
    if (quantity === this.quantity) return
    this.quantity = quantity
    this.takeBack('NEED', now)
    this.takeBack('RESOURCE', now)
  }

  decline(side: Side, reason: DeclineReason, note: string | null, now: Date): void {
    this.requireOpen(now)
    this.requireSingle()
    this.stage = 'DECLINED'
    this.declinedAt = now
    this.declinedSide = side
    this.declineReason = reason
    this.declineNote = note
  }

  supersede(now: Date, why: MoveWhy, by: MatchRun | null): void {
    if (this.stage !== 'OPEN') return
    this.stage = 'SUPERSEDED'
    this.supersededAt = now
    this.supersededWhy = why
    this.supersededByRun = by
  }
}
