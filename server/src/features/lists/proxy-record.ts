import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { AgreedHow, Side } from '@red-alliance/shared/glossary'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'

/** 代录: what a secretary or clerk recorded on a unit's behalf, with who agreed to it, how and when. */
@Entity({ tableName: 'proxy_records' })
export class ProxyRecord {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @Property({ type: 'text' }) operation!: string
  @Property({ type: 'uuid' }) subjectId!: string
  @Property({ type: 'text' }) side!: Side
  @ManyToOne(() => Organization) organization!: Organization
  @ManyToOne(() => Organization) recordedByOrganization!: Organization
  @ManyToOne(() => Person) recordedBy!: Person
  @Property({ type: 'text' }) agreedBy!: string
  @Property({ type: 'text' }) agreedHow!: AgreedHow
  @Property({ type: 'date' }) agreedOn!: string
  @Property({ type: 'timestamptz' }) recordedAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) revokedAt: Date | null = null
  @ManyToOne(() => Person, { nullable: true }) revokedBy: Person | null = null
}
