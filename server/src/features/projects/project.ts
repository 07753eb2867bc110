import { Entity, ManyToOne, OneToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { ProjectStatus, Side } from '@red-alliance/shared/glossary'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import { WindowsType } from '../../database/windows-type.ts'
import { Refusal } from '../../refusal.ts'
import { Need } from '../lists/need.ts'
import { Resource } from '../lists/resource.ts'
import { MatchProposal } from '../matching/match-proposal.ts'
import { Organization } from '../organizations/organization.ts'

/** 共建项目: what came of a match that both sides confirmed. */
@Entity({ tableName: 'projects' })
export class Project {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @OneToOne(() => MatchProposal) proposal!: MatchProposal
  @ManyToOne(() => Need) need!: Need
  @ManyToOne(() => Resource) resource!: Resource
  @ManyToOne(() => Organization) needOwner!: Organization
  @ManyToOne(() => Organization) resourceOwner!: Organization
  @Property({ type: 'text' }) title!: string
  @Property({ type: 'integer' }) quantity!: number
  @Property({ type: 'text' }) unit!: string
  @Property({ type: WindowsType, nullable: true }) windows: WeeklyWindows | null = null
  @Property({ type: 'date' }) startsOn!: string
  @Property({ type: 'date' }) endsOn!: string
  @Property({ type: 'text' }) status: ProjectStatus = 'ACTIVE'
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) completedAt: Date | null = null
  @Property({ type: 'text', nullable: true }) completionNote: string | null = null
  @Property({ type: 'timestamptz', nullable: true }) endedAt: Date | null = null
  @Property({ type: 'text', nullable: true }) endedSide: Side | null = null
  @Property({ type: 'text', nullable: true }) endReason: string | null = null
  /** Numbers of the places it has all through, ascending; empty where it is agreed by quantity (see places.ts). */
  @Property({ columnType: 'integer[]', type: 'array' }) places: number[] = []

  ownerOf(side: Side): Organization {
    return side === 'NEED' ? this.needOwner : this.resourceOwner
  }

  /** The receiving side says that what was promised was given. */
  complete(note: string | null, now: Date): void {
    this.requireActive()
    this.status = 'COMPLETED'
    this.completedAt = now
    this.places = []
    this.completionNote = note
  }

  end(side: Side, reason: string, now: Date): void {
    this.requireActive()
    this.status = 'ENDED'
    this.endedAt = now
    this.places = []
    this.endedSide = side
    this.endReason = reason
  }

  private requireActive(): void {
    if (this.status !== 'ACTIVE') throw new Refusal('WRONG_STATUS', { status: this.status })
  }
}
