import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Obstacle, Weights } from '@red-alliance/shared/matching/types'
import { Alliance } from '../alliances/alliance.ts'
import { Need } from '../lists/need.ts'
import { Person } from '../people/person.ts'

/** One solved matching over an alliance, with its value and the proven bound. */
@Entity({ tableName: 'match_runs' })
export class MatchRun {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Alliance) alliance!: Alliance
  @ManyToOne(() => Person) runBy!: Person
  @Property({ type: 'timestamptz' }) startedAt!: Date
  @Property({ type: 'timestamptz' }) finishedAt!: Date
  @Property({ type: 'integer' }) needCount!: number
  @Property({ type: 'integer' }) resourceCount!: number
  @Property({ type: 'bigint' }) value!: number
  @Property({ type: 'bigint' }) bound!: number
  @Property({ type: 'boolean' }) checked!: boolean
  /** Those it was made with; null before they were kept. */
  @Property({ type: 'jsonb', nullable: true }) weights: Weights | null = null
}

/** Why a need, or a part of it, found nothing in a run. */
@Entity({ tableName: 'match_obstacles' })
export class MatchObstacle {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => MatchRun) run!: MatchRun
  @ManyToOne(() => Need) need!: Need
  @Property({ type: 'integer' }) missing!: number
  @Property({ type: 'jsonb' }) chain!: readonly Obstacle[]
  @Property({ type: 'timestamptz' }) createdAt!: Date
}
