import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Rel } from '@mikro-orm/core'
import type { ServiceRecordKind, VolunteerField } from '@red-alliance/shared/glossary'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import { ServiceLog } from './service-log.ts'

/**
 * 志愿服务时长: an entry of a community's ledger. It is never changed: what was wrong is reversed and entered again, with the reason. The database
 * gives it its place, its link to the entry before and its hash.
 */
@Entity({ tableName: 'service_records' })
export class ServiceRecord {
  @PrimaryKey({ type: 'uuid' }) id!: string
  /** The community or street whose ledger it is. */
  @ManyToOne(() => Organization) community!: Organization
  /** Place in the community's chain, from 1. */
  @Property({ type: 'integer' }) seq!: number
  @ManyToOne(() => Person) person!: Person
  /** Negative in a reversal. */
  @Property({ type: 'integer' }) minutes!: number
  @Property({ type: 'date' }) servedOn!: string
  @Property({ type: 'text' }) field!: VolunteerField
  /** SHA-256 of the record's id and the sentence: the sentence itself can be erased without breaking the chain. */
  @Property({ type: 'blob' }) wordsDigest!: Buffer
  @Property({ type: 'text' }) kind!: ServiceRecordKind
  @ManyToOne(() => ServiceLog, { nullable: true }) log: ServiceLog | null = null
  @ManyToOne(() => ServiceRecord, { nullable: true }) corrects: Rel<ServiceRecord> | null = null
  @Property({ type: 'text', nullable: true }) reason: string | null = null
  @ManyToOne(() => Person) recordedBy!: Person
  @Property({ type: 'timestamptz' }) recordedAt!: Date
  @Property({ type: 'blob' }) previousHash!: Buffer
  @Property({ type: 'blob' }) hash!: Buffer
}
