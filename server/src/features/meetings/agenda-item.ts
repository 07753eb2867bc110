import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Rel } from '@mikro-orm/core'
import type { AgendaOutcome, AgendaSource, Stance } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'
import { Need } from '../lists/need.ts'
import { Organization } from '../organizations/organization.ts'
import { JointMeeting } from './meeting.ts'
import { ResolvedItem } from './resolved-item.ts'

/** 议题: proposed, put on an agenda, discussed, and then decided, carried to the next meeting, or handed up. */
@Entity({ tableName: 'agenda_items' })
export class AgendaItem {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) convener!: Organization
  /** Null while it waits in the convener's pool. */
  @ManyToOne(() => JointMeeting, { nullable: true }) meeting: JointMeeting | null = null
  @ManyToOne(() => Organization) proposer!: Organization
  @Property({ type: 'text' }) title!: string
  @Property({ type: 'text' }) demand = ''
  @Property({ type: 'text' }) stake = ''
  @Property({ type: 'text' }) plan = ''
  /** 分. */
  @Property({ type: 'bigint', nullable: true }) budgetFen: number | null = null
  @Property({ type: 'text' }) leadDepartment = ''
  @Property({ type: 'smallint' }) position = 0
  /** How long it is meant to take. */
  @Property({ type: 'smallint' }) minutes = 10
  @Property({ type: 'text' }) source: AgendaSource = 'PROPOSED'
  @ManyToOne(() => Need, { nullable: true }) need: Need | null = null
  /** The overdue item that came back by itself. */
  @ManyToOne(() => ResolvedItem, { nullable: true }) resolvedItem: Rel<ResolvedItem> | null = null
  /** The round before this one, here or at the community. */
  @ManyToOne(() => AgendaItem, { nullable: true }) previous: Rel<AgendaItem> | null = null
  @Property({ type: 'text', nullable: true }) outcome: AgendaOutcome | null = null
  @Property({ type: 'text' }) discussion = ''
  @Property({ type: 'text' }) decision = ''
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) updatedAt!: Date
  @Property({ type: 'integer' }) version = 1

  /** @throws Refusal STALE_VERSION with what the other clerk wrote meanwhile, so that no word is lost */
  requireVersion(version: number): void {
    if (version !== this.version) throw new Refusal('STALE_VERSION', { version: this.version, discussion: this.discussion, decision: this.decision })
  }

  write(discussion: string, decision: string, now: Date): void {
    this.discussion = discussion
    this.decision = decision
    this.touch(now)
  }

  settle(outcome: AgendaOutcome, now: Date): void {
    if (this.outcome) throw new Refusal('WRONG_STATUS', { status: this.outcome })
    this.outcome = outcome
    this.touch(now)
  }

  touch(now: Date): void {
    this.updatedAt = now
    this.version += 1
  }
}

/** What an organization thinks of a topic, as the minutes have it. */
@Entity({ tableName: 'opinions' })
export class Opinion {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => AgendaItem) agendaItem!: AgendaItem
  @ManyToOne(() => Organization) organization!: Organization
  @Property({ type: 'text' }) stance!: Stance
  @Property({ type: 'text' }) words = ''
  @Property({ type: 'timestamptz' }) createdAt!: Date
}
