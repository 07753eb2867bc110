import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Organization } from '../organizations/organization.ts'

/** 出具单位: who answers for the certificates of a community or street, who makes them out, and where to ask. */
@Entity({ tableName: 'certificate_issuers' })
export class CertificateIssuer {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) community!: Organization
  /** 负责人. */
  @Property({ type: 'text' }) responsible!: string
  /** 经办人. */
  @Property({ type: 'text' }) handler!: string
  @Property({ type: 'text' }) telephone!: string
  @Property({ type: 'timestamptz' }) updatedAt!: Date
}
