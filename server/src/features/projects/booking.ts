import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Resource } from '../lists/resource.ts'
import { Project } from './project.ts'

/** One stretch of time in which a project, or a meeting, uses a quantity of a reusable resource. The database refuses a peak above the capacity. */
@Entity({ tableName: 'bookings' })
export class Booking {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Project, { nullable: true }) project: Project | null = null
  @ManyToOne(() => Resource) resource!: Resource
  /** A tstzrange in PostgreSQL's notation: [from,to). */
  @Property({ columnType: 'tstzrange', type: 'string' }) during!: string
  @Property({ type: 'integer' }) quantity!: number
  @Property({ type: 'timestamptz', nullable: true }) releasedAt: Date | null = null
}
