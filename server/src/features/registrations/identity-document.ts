import { Entity, ManyToOne, OneToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { DocumentKind } from '@red-alliance/shared/glossary'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'

/** 证件: kind and masked number; the number itself is sealed under a key that the database has not got. Wiped, the row stays without any of them. */
@Entity({ tableName: 'identity_documents' })
export class IdentityDocument {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @OneToOne(() => Person, { owner: true }) person!: Person
  @Property({ type: 'text', nullable: true }) kind: DocumentKind | null = null
  @Property({ type: 'text', nullable: true }) maskedNumber: string | null = null
  @Property({ type: 'blob', nullable: true, hidden: true }) sealedNumber: Buffer | null = null
  @ManyToOne(() => Person) enteredBy!: Person
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) updatedAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) wipedAt: Date | null = null

  write(kind: DocumentKind, masked: string, sealed: Buffer, by: Person, now: Date): void {
    Object.assign(this, { kind, maskedNumber: masked, sealedNumber: sealed, enteredBy: by, updatedAt: now, wipedAt: null })
  }

  wipe(now: Date): void {
    Object.assign(this, { kind: null, maskedNumber: null, sealedNumber: null, updatedAt: now, wipedAt: now })
  }
}

/** Who looked at the whole number of a document, for which organization and what for. Never changed. */
@Entity({ tableName: 'unmaskings' })
export class Unmasking {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => IdentityDocument) document!: IdentityDocument
  @ManyToOne(() => Person) person!: Person
  @ManyToOne(() => Organization) organization!: Organization
  @ManyToOne(() => Person) by!: Person
  @Property({ type: 'text' }) purpose!: string
  @Property({ type: 'timestamptz' }) at!: Date
}
