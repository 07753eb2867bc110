import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Organization } from './features/organizations/organization.ts'
import { Person } from './features/people/person.ts'

/** What was done or refused, by whom, for whom. Never changed: the application's database role cannot. */
@Entity({ tableName: 'audit_events' })
export class AuditEvent {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @Property({ type: 'timestamptz' }) at!: Date
  @Property({ type: 'text' }) operation!: string
  @ManyToOne(() => Person, { nullable: true }) person: Person | null = null
  @ManyToOne(() => Organization, { nullable: true }) organization: Organization | null = null
  @Property({ type: 'text', nullable: true }) subjectType: string | null = null
  @Property({ type: 'uuid', nullable: true }) subjectId: string | null = null
  /** Organizations that may read it in the history of its subject. */
  @Property({ columnType: 'uuid[]', type: 'array' }) parties: string[] = []
  @Property({ type: 'jsonb' }) details: Record<string, unknown> = {}
  @Property({ type: 'text', nullable: true }) refusal: string | null = null
  @Property({ type: 'text' }) requestId!: string
}
