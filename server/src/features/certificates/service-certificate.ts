import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { CertificateDocument } from '../../texts/certificate/document.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'

/** 志愿服务记录证明: what a community certifies of its own records. Issued, it never changes; it can be revoked. */
@Entity({ tableName: 'service_certificates' })
export class ServiceCertificate {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Person) person!: Person
  /** Who records certifies. */
  @ManyToOne(() => Organization) community!: Organization
  @Property({ type: 'smallint' }) year!: number
  /** Counted per community and year, from 1 and without a gap. */
  @Property({ type: 'integer' }) serial!: number
  @Property({ type: 'text' }) number!: string
  @Property({ type: 'date' }) fromOn!: string
  @Property({ type: 'date' }) toOn!: string
  @Property({ type: 'date' }) issuedOn!: string
  @Property({ type: 'integer' }) minutes!: number
  @Property({ type: 'integer' }) count!: number
  /** What was issued, word for word; null once the person was erased. */
  @Property({ type: 'jsonb', nullable: true }) document: CertificateDocument | null = null
  @Property({ type: 'blob' }) sha256!: Buffer
  @Property({ type: 'text' }) checkCode!: string
  @ManyToOne(() => Person) issuedBy!: Person
  @Property({ type: 'timestamptz', nullable: true }) revokedAt: Date | null = null
  @Property({ type: 'text', nullable: true }) revokeReason: string | null = null
  @ManyToOne(() => Person, { nullable: true }) revokedBy: Person | null = null
  @Property({ type: 'timestamptz', nullable: true }) erasedAt: Date | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date

  /** @throws Refusal WRONG_STATUS when it is revoked already */
  revoke(by: Person, reason: string, now: Date): void {
    if (this.revokedAt) throw new Refusal('WRONG_STATUS', { status: 'REVOKED' })
    this.revokedAt = now
    this.revokeReason = reason
    this.revokedBy = by
  }
}
