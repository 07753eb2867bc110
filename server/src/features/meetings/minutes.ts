import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { MinutesStage } from '@red-alliance/shared/glossary'
import type { MinutesDocument } from '../../texts/minutes/document.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import { JointMeeting } from './meeting.ts'

/** 会议纪要 in one edition. Issued, it never changes: a correction is the next edition, with its reason. */
@Entity({ tableName: 'minutes' })
export class Minutes {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => JointMeeting) meeting!: JointMeeting
  @ManyToOne(() => Organization) convener!: Organization
  @Property({ type: 'smallint' }) edition = 1
  @Property({ type: 'text' }) stage: MinutesStage = 'DRAFT'
  @Property({ type: 'smallint', nullable: true }) year: number | null = null
  /** Counted per convener and year. */
  @Property({ type: 'integer', nullable: true }) number: number | null = null
  /** What was issued, word for word. */
  @Property({ type: 'jsonb', nullable: true }) document: MinutesDocument | null = null
  @Property({ type: 'blob', nullable: true }) sha256: Buffer | null = null
  @Property({ type: 'text', nullable: true }) correction: string | null = null
  @Property({ type: 'timestamptz', nullable: true }) issuedAt: Date | null = null
  @ManyToOne(() => Person, { nullable: true }) issuedBy: Person | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date

  openForComments(): void {
    this.requireStage('DRAFT')
    this.stage = 'COMMENTING'
  }

  confirm(): void {
    this.requireStage('DRAFT', 'COMMENTING')
    this.stage = 'CONFIRMED'
  }

  issue(issued: { year: number; number: number; document: MinutesDocument; sha256: Buffer; by: Person; at: Date }): void {
    this.requireStage('DRAFT', 'COMMENTING', 'CONFIRMED')
    this.stage = 'ISSUED'
    this.year = issued.year
    this.number = issued.number
    this.document = issued.document
    this.sha256 = issued.sha256
    this.issuedBy = issued.by
    this.issuedAt = issued.at
  }

  requireStage(...stages: MinutesStage[]): void {
    if (!stages.includes(this.stage)) throw new Refusal(this.stage === 'ISSUED' ? 'MINUTES_ISSUED' : 'WRONG_STATUS', { status: this.stage })
  }
}

/** What somebody who was there says of the draft. */
@Entity({ tableName: 'minutes_comments' })
export class MinutesComment {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Minutes) minutes!: Minutes
  @ManyToOne(() => Organization) organization!: Organization
  @ManyToOne(() => Person) person!: Person
  @Property({ type: 'text' }) words!: string
  @Property({ type: 'timestamptz' }) at!: Date
}
