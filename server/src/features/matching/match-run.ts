import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { MatchChangeKind, MatchRunCause, MatchRunFailure, MatchRunStatus } from '@red-alliance/shared/glossary'
import type { Obstacle, Weights } from '@red-alliance/shared/matching/types'
import { Alliance } from '../alliances/alliance.ts'
import { Need } from '../lists/need.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'

/** What gave rise to a run: an entry, and what happened to it. */
export interface RunChange {
  readonly kind: MatchChangeKind
  readonly type: 'Need' | 'Resource'
  readonly id: string
}

export interface RunResult {
  readonly finishedAt: Date
  readonly needCount: number
  readonly resourceCount: number
  readonly value: number
  readonly bound: number
  readonly weights: Weights
}

/** Progress is in whole per mille. */
export const WHOLE = 1000

/** One matching over an alliance, or over everything below an organization; solved, it has its value and the proven bound. */
@Entity({ tableName: 'match_runs' })
export class MatchRun {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Alliance, { nullable: true }) alliance: Alliance | null = null
  @ManyToOne(() => Organization, { nullable: true }) organization: Organization | null = null
  @ManyToOne(() => Person, { nullable: true }) runBy: Person | null = null
  @Property({ type: 'text' }) cause!: MatchRunCause
  @Property({ type: 'jsonb' }) changes: readonly RunChange[] = []
  @Property({ type: 'text' }) status: MatchRunStatus = 'QUEUED'
  @Property({ type: 'integer' }) progress = 0
  @Property({ type: 'text', nullable: true }) failure: MatchRunFailure | null = null
  /** When it was asked for. */
  @Property({ type: 'timestamptz' }) startedAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) finishedAt: Date | null = null
  @Property({ type: 'integer', nullable: true }) needCount: number | null = null
  @Property({ type: 'integer', nullable: true }) resourceCount: number | null = null
  @Property({ type: 'bigint', nullable: true }) value: number | null = null
  @Property({ type: 'bigint', nullable: true }) bound: number | null = null
  @Property({ type: 'boolean' }) checked = false
  /** Those it was made with; null before they were kept, and until it is done. */
  @Property({ type: 'jsonb', nullable: true }) weights: Weights | null = null

  /** What it found was accepted by the independent checker and is written. */
  finish(result: RunResult): void {
    Object.assign(this, result, { status: 'DONE', progress: WHOLE, failure: null, checked: true })
  }
}

/** Why a need, or a part of it, found nothing in a run. */
@Entity({ tableName: 'match_obstacles' })
export class MatchObstacle {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => MatchRun) run!: MatchRun
  @ManyToOne(() => Need) need!: Need
  @Property({ type: 'integer' }) missing!: number
  @Property({ type: 'jsonb' }) chain!: readonly Obstacle[]
  /** It had found something, which others had been given by the time it was written. */
  @Property({ type: 'boolean' }) overtaken = false
  @Property({ type: 'timestamptz' }) createdAt!: Date
}
