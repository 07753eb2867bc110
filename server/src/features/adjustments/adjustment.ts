import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { AdjustmentStage, DeclineReason, RemedyKind } from '@red-alliance/shared/glossary'
import type { Change } from '@red-alliance/shared/matching/changes'
import { Refusal } from '../../refusal.ts'
import { Need } from '../lists/need.ts'
import { ProxyRecord } from '../lists/proxy-record.ts'
import { Resource } from '../lists/resource.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import type { Applied } from './apply.ts'

export const ADJUSTMENT_DAYS = 14

/** 调整建议: a change of a resource, or of the need itself, asked of its owner so that a need is met. */
@Entity({ tableName: 'adjustments' })
export class Adjustment {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Need) need!: Need
  /** Null: the need itself is to change. */
  @ManyToOne(() => Resource, { nullable: true }) resource: Resource | null = null
  @ManyToOne(() => Organization) needOwner!: Organization
  /** Who decides: the owner of what is to change. */
  @ManyToOne(() => Organization) asked!: Organization
  @ManyToOne(() => Organization) proposer!: Organization
  @ManyToOne(() => Person) proposedBy!: Person
  @Property({ type: 'text' }) kind!: RemedyKind
  @Property({ type: 'jsonb' }) change!: Change
  /** Units of the need that it was seen to meet when it was asked for. */
  @Property({ type: 'integer' }) gain!: number
  /** Proposals of others that were seen to move, and to stay. */
  @Property({ type: 'smallint' }) moved!: number
  @Property({ type: 'integer' }) kept!: number
  @Property({ type: 'text' }) stage: AdjustmentStage = 'OPEN'
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) expiresAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) answeredAt: Date | null = null
  @ManyToOne(() => Person, { nullable: true }) answeredBy: Person | null = null
  @ManyToOne(() => ProxyRecord, { nullable: true }) proxyRecord: ProxyRecord | null = null
  /** What it changed; null while it has changed nothing, and of those accepted before it was kept. */
  @Property({ type: 'jsonb', nullable: true }) applied: Applied | null = null
  @Property({ type: 'text', nullable: true }) declineReason: DeclineReason | null = null
  @Property({ type: 'text', nullable: true }) declineNote: string | null = null
  @Property({ type: 'timestamptz', nullable: true }) withdrawnAt: Date | null = null

  accept(by: Person, now: Date, proxy: ProxyRecord | null): void {
    this.answer('ACCEPTED', by, now, proxy)
  }

  /** The acceptance does not count: it waits for an answer as before, unless its time is over or the same is asked anew. */
  reopen(now: Date, askedAnew: boolean): void {
    this.stage = this.expiresAt > now && !askedAnew ? 'OPEN' : 'EXPIRED'
    this.answeredAt = null
    this.answeredBy = null
    this.proxyRecord = null
    this.applied = null
  }

  decline(by: Person, now: Date, proxy: ProxyRecord | null, reason: DeclineReason, note: string | null): void {
    this.answer('DECLINED', by, now, proxy)
    this.declineReason = reason
    this.declineNote = note
  }

  withdraw(now: Date): void {
    this.requireOpen(now)
    this.stage = 'WITHDRAWN'
    this.withdrawnAt = now
  }

  private answer(stage: 'ACCEPTED' | 'DECLINED', by: Person, now: Date, proxy: ProxyRecord | null): void {
    this.requireOpen(now)
    this.stage = stage
    this.answeredAt = now
    this.answeredBy = by
    this.proxyRecord = proxy
  }

  private requireOpen(now: Date): void {
    if (this.stage !== 'OPEN') throw new Refusal('ADJUSTMENT_CLOSED', { status: this.stage })
    if (this.expiresAt <= now) throw new Refusal('ADJUSTMENT_CLOSED', { status: 'EXPIRED' })
  }
}
