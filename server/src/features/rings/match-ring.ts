import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { DeclineReason } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'
import { Alliance } from '../alliances/alliance.ts'
import { ProxyRecord } from '../lists/proxy-record.ts'
import { MatchProposal } from '../matching/match-proposal.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'

export type RingStage = 'OPEN' | 'CONFIRMED' | 'DECLINED' | 'DISSOLVED' | 'SUPERSEDED'

/** 互换组合: proposals among two or three organizations, of which each gives one and gets one; all confirm, or none holds. */
@Entity({ tableName: 'match_rings' })
export class MatchRing {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Alliance, { nullable: true }) alliance: Alliance | null = null
  @Property({ type: 'text' }) stage: RingStage = 'OPEN'
  @Property({ type: 'bigint' }) value!: number
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) expiresAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) closedAt: Date | null = null
  @ManyToOne(() => Organization, { nullable: true }) closedBy: Organization | null = null
  @Property({ type: 'text', nullable: true }) declineReason: DeclineReason | null = null
  @Property({ type: 'text', nullable: true }) note: string | null = null

  requireOpen(now: Date): void {
    if (this.stage !== 'OPEN') throw new Refusal('RING_CLOSED', { status: this.stage })
    if (this.expiresAt <= now) throw new Refusal('RING_CLOSED', { status: 'EXPIRED' })
  }

  /** Everybody has said yes. */
  complete(now: Date): void {
    this.requireOpen(now)
    this.stage = 'CONFIRMED'
    this.closedAt = now
  }

  /** One says no: nothing of it holds. */
  decline(by: Organization, reason: DeclineReason, note: string | null, now: Date): void {
    this.requireOpen(now)
    Object.assign(this, { stage: 'DECLINED', closedAt: now, closedBy: by, declineReason: reason, note })
  }

  /** One takes it apart: each proposal waits for its own two sides again. */
  dissolve(by: Organization, reason: string, now: Date): void {
    this.requireOpen(now)
    Object.assign(this, { stage: 'DISSOLVED', closedAt: now, closedBy: by, note: reason })
  }
}

/** One organization of a ring. It gives what its proposal says to the next; the one before gives to it. */
@Entity({ tableName: 'match_ring_members' })
export class MatchRingMember {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => MatchRing) ring!: MatchRing
  /** From 1. */
  @Property({ type: 'integer' }) position!: number
  @ManyToOne(() => Organization) organization!: Organization
  @ManyToOne(() => MatchProposal) proposal!: MatchProposal
  @Property({ type: 'timestamptz', nullable: true }) confirmedAt: Date | null = null
  @ManyToOne(() => Person, { nullable: true }) confirmedBy: Person | null = null
  @ManyToOne(() => ProxyRecord, { nullable: true }) proxyRecord: ProxyRecord | null = null

  /** Counts for what the organization gives and for what it gets. */
  confirm(by: Person, now: Date, proxy: ProxyRecord | null): void {
    if (this.confirmedAt) throw new Refusal('ALREADY_CONFIRMED')
    this.confirmedAt = now
    this.confirmedBy = by
    this.proxyRecord = proxy
  }
}
