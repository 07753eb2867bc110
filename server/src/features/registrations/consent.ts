import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { ConsentHow, ConsentPurpose } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'

/** 同意: that a person agreed to one purpose. Withdrawn it stays, with when; there is at most one present one of a purpose. */
@Entity({ tableName: 'consents' })
export class Consent {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Person) person!: Person
  @Property({ type: 'text' }) purpose!: ConsentPurpose
  @Property({ type: 'text' }) how!: ConsentHow
  /** The person, the guardian, or who at the community recorded what was signed. */
  @ManyToOne(() => Person) givenBy!: Person
  /** Who keeps the paper. */
  @ManyToOne(() => Organization, { nullable: true }) organization: Organization | null = null
  @Property({ type: 'date' }) agreedOn!: string
  @Property({ type: 'timestamptz' }) givenAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) withdrawnAt: Date | null = null

  /** @throws Refusal WRONG_STATUS when it is withdrawn already */
  withdraw(now: Date): void {
    if (this.withdrawnAt) throw new Refusal('WRONG_STATUS', { status: 'WITHDRAWN' })
    this.withdrawnAt = now
  }
}
