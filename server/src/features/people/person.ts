import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Rel } from '@mikro-orm/core'
import type { Role } from '@red-alliance/shared/glossary'
import { Organization } from '../organizations/organization.ts'

const TRIES = 5
const LOCK_MINUTES = 15

/** Somebody, mostly with a phone number to log in by; what they may do comes from their role assignments alone. */
@Entity({ tableName: 'people' })
export class Person {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @Property({ type: 'text' }) name!: string
  /** Null of whom a community entered without one, of a child, and of whoever was erased: they do not log in. */
  @Property({ type: 'text', nullable: true }) phone: string | null = null
  @Property({ type: 'text', nullable: true, hidden: true }) passwordHash: string | null = null
  @Property({ type: 'boolean', nullable: true }) partyMember: boolean | null = null
  @ManyToOne(() => Organization, { nullable: true }) homeUnit: Organization | null = null
  @ManyToOne(() => Organization, { nullable: true }) residenceCommunity: Organization | null = null
  /** Who enrols and consents for a child. */
  @ManyToOne(() => Person, { nullable: true }) guardian: Rel<Person> | null = null
  @Property({ type: 'smallint', nullable: true }) bornYear: number | null = null
  @Property({ type: 'timestamptz', nullable: true }) erasedAt: Date | null = null
  @Property({ type: 'timestamptz', nullable: true }) disabledAt: Date | null = null
  @Property({ type: 'smallint' }) failedLogIns = 0
  @Property({ type: 'timestamptz', nullable: true }) lockedUntil: Date | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date

  isLocked(now: Date): boolean {
    return this.lockedUntil !== null && this.lockedUntil > now
  }

  /** Five wrong passwords in a row close the account for a quarter of an hour. */
  failLogIn(now: Date): void {
    this.failedLogIns += 1
    if (this.failedLogIns >= TRIES) {
      this.failedLogIns = 0
      this.lockedUntil = new Date(now.getTime() + LOCK_MINUTES * 60_000)
    }
  }

  succeedLogIn(): void {
    this.failedLogIns = 0
    this.lockedUntil = null
  }

  disable(now: Date): void {
    this.disabledAt ??= now
  }

  enable(): void {
    this.disabledAt = null
  }
}

@Entity({ tableName: 'role_assignments' })
export class RoleAssignment {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Person) person!: Person
  @ManyToOne(() => Organization) organization!: Organization
  @Property({ type: 'text' }) role!: Role
  @Property({ type: 'timestamptz' }) grantedAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) revokedAt: Date | null = null

  revoke(now: Date): void {
    this.revokedAt ??= now
  }
}

/** A log-in on one device. Only the hash of its token is kept. */
@Entity({ tableName: 'sessions' })
export class Session {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Person) person!: Person
  @Property({ type: 'blob' }) tokenHash!: Buffer
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) expiresAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) endedAt: Date | null = null

  end(now: Date): void {
    this.endedAt ??= now
  }
}
