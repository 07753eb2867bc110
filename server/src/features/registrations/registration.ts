import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Rel } from '@mikro-orm/core'
import type { RegistrationEnd, RegistrationKind, RegistrationStage } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'

/** 双报到: a unit's party organization with the street or community where it stands, or a member with the community of residence. */
@Entity({ tableName: 'registrations' })
export class Registration {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @Property({ type: 'text' }) kind!: RegistrationKind
  @ManyToOne(() => Person, { nullable: true }) person: Person | null = null
  @ManyToOne(() => Organization, { nullable: true }) unit: Organization | null = null
  @ManyToOne(() => Organization) place!: Organization
  @Property({ type: 'text' }) stage!: RegistrationStage
  /** Started by the place, and so confirmed at once. */
  @Property({ type: 'boolean' }) byPlace!: boolean
  /** The one that ends when this one is confirmed. */
  @ManyToOne(() => Registration, { nullable: true }) movedFrom: Rel<Registration> | null = null
  @ManyToOne(() => Person) askedBy!: Person
  @ManyToOne(() => Person, { nullable: true }) decidedBy: Person | null = null
  @Property({ type: 'timestamptz', nullable: true }) decidedAt: Date | null = null
  /** Why it was declined. */
  @Property({ type: 'text' }) reason = ''
  @Property({ type: 'timestamptz', nullable: true }) endedAt: Date | null = null
  @Property({ type: 'text', nullable: true }) endReason: RegistrationEnd | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date

  confirm(by: Person, now: Date): void {
    this.decide('CONFIRMED', by, now)
  }

  decline(by: Person, reason: string, now: Date): void {
    this.decide('DECLINED', by, now)
    this.reason = reason
  }

  end(reason: RegistrationEnd, now: Date): void {
    this.require('WAITING', 'CONFIRMED')
    this.stage = 'ENDED'
    this.endReason = reason
    this.endedAt = now
  }

  /** @throws Refusal WRONG_STATUS */
  requireWaiting(): void {
    this.require('WAITING')
  }

  private decide(stage: 'CONFIRMED' | 'DECLINED', by: Person, now: Date): void {
    this.requireWaiting()
    this.stage = stage
    this.decidedBy = by
    this.decidedAt = now
  }

  private require(...stages: RegistrationStage[]): void {
    if (!stages.includes(this.stage)) throw new Refusal('WRONG_STATUS', { status: this.stage })
  }
}
