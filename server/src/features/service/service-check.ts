import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { LedgerProblem, RecheckResult } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import { ServiceRecord } from './service-record.ts'

/** 账本核验: what recomputing a community's chain and comparing it with its anchors found. */
@Entity({ tableName: 'service_checks' })
export class ServiceCheck {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) community!: Organization
  /** Null of what comes round by itself. */
  @ManyToOne(() => Person, { nullable: true }) askedBy: Person | null = null
  @Property({ type: 'timestamptz' }) at!: Date
  @Property({ type: 'integer' }) records!: number
  /** The last record that an anchor covers; 0 without one. */
  @Property({ type: 'integer' }) coveredTo!: number
  @Property({ type: 'timestamptz', nullable: true }) coveredAt: Date | null = null
  @Property({ type: 'integer' }) uncovered!: number
  @Property({ type: 'integer', nullable: true }) firstBadSeq: number | null = null
  /** Null where all is well. */
  @Property({ type: 'text', nullable: true }) problem: LedgerProblem | null = null
}

/** 抽查: a record drawn at random, about which somebody else than who confirmed it asks again. */
@Entity({ tableName: 'service_rechecks' })
export class ServiceRecheck {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => ServiceRecord) record!: ServiceRecord
  @ManyToOne(() => Organization) community!: Organization
  /** Its first day: in which the record was confirmed. */
  @Property({ type: 'date' }) month!: string
  /** Who confirmed it, and may not check it. */
  @ManyToOne(() => Person) recordedBy!: Person
  @Property({ type: 'text', nullable: true }) result: RecheckResult | null = null
  @Property({ type: 'text' }) note = ''
  @Property({ type: 'timestamptz', nullable: true }) checkedAt: Date | null = null
  @ManyToOne(() => Person, { nullable: true }) checkedBy: Person | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date

  /** @throws Refusal RECHECKED_BY_ANOTHER, WRONG_STATUS where it has its result */
  check(result: RecheckResult, note: string, by: Person, now: Date): void {
    if (by.id === this.recordedBy.id) throw new Refusal('RECHECKED_BY_ANOTHER')
    if (this.result !== null) throw new Refusal('WRONG_STATUS', { status: this.result })
    this.result = result
    this.note = note
    this.checkedAt = now
    this.checkedBy = by
  }
}
