import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Rel } from '@mikro-orm/core'
import type { ItemStage, ItemStepKind } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'
import { Need } from '../lists/need.ts'
import { Compound, Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import { Project } from '../projects/project.ts'
import { AgendaItem } from './agenda-item.ts'
import { JointMeeting } from './meeting.ts'

/**
 * 议定事项: what is to be done, by whom (主办, 协办), until when. Noted in the meeting, assigned when the minutes are issued, then accepted or
 * returned, reported done, and closed (销号) by somebody else than who reported it, or sent back.
 */
@Entity({ tableName: 'resolved_items' })
export class ResolvedItem {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) convener!: Organization
  @ManyToOne(() => JointMeeting) meeting!: JointMeeting
  @ManyToOne(() => AgendaItem) agendaItem!: Rel<AgendaItem>
  @Property({ type: 'text' }) text!: string
  @ManyToOne(() => Organization, { nullable: true }) lead: Organization | null = null
  @Property({ columnType: 'uuid[]', type: 'array' }) coOrganizationIds: string[] = []
  @Property({ type: 'date', nullable: true }) dueOn: string | null = null
  /** As first decided; extensions are counted against it. */
  @Property({ type: 'date', nullable: true }) firstDueOn: string | null = null
  @Property({ type: 'text' }) evidence = ''
  @ManyToOne(() => Need, { nullable: true }) need: Need | null = null
  @ManyToOne(() => Project, { nullable: true }) project: Project | null = null
  @ManyToOne(() => Compound, { nullable: true }) compound: Compound | null = null
  @Property({ type: 'text' }) stage: ItemStage = 'NOTED'
  @Property({ type: 'smallint' }) extensions = 0
  @Property({ type: 'date', nullable: true }) askedDueOn: string | null = null
  @ManyToOne(() => Person, { nullable: true }) reportedBy: Person | null = null
  @ManyToOne(() => Person, { nullable: true }) verifiedBy: Person | null = null
  @Property({ type: 'timestamptz', nullable: true }) closedAt: Date | null = null
  /** 1 to 5, asked on the look-back visit (回访). */
  @Property({ type: 'smallint', nullable: true }) satisfaction: number | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) updatedAt!: Date
  @Property({ type: 'integer' }) version = 1

  assign(now: Date): void {
    this.move('ASSIGNED', now, 'NOTED', 'RETURNED')
    this.firstDueOn ??= this.dueOn
  }

  accept(now: Date): void {
    this.move('ACCEPTED', now, 'ASSIGNED')
  }

  /** The lead organization says why it is not the one; whoever was asked first stays responsible until the convener names another. */
  return(now: Date): void {
    this.move('RETURNED', now, 'ASSIGNED')
  }

  report(by: Person, now: Date): void {
    this.move('REPORTED', now, 'ACCEPTED')
    this.reportedBy = by
  }

  /** @throws Refusal VERIFIED_BY_ANOTHER for who reported it */
  close(by: Person, now: Date): void {
    if (by.id === this.reportedBy?.id) throw new Refusal('VERIFIED_BY_ANOTHER')
    this.move('CLOSED', now, 'REPORTED')
    this.verifiedBy = by
    this.closedAt = now
    this.askedDueOn = null
  }

  sendBack(now: Date): void {
    this.move('ACCEPTED', now, 'REPORTED')
    this.reportedBy = null
  }

  askExtension(dueOn: string, now: Date): void {
    this.requireStage('ACCEPTED')
    if (this.dueOn === null || dueOn <= this.dueOn) throw new Refusal('BAD_INPUT', { fields: ['dueOn'] })
    this.askedDueOn = dueOn
    this.touch(now)
  }

  decideExtension(granted: boolean, now: Date): void {
    if (this.askedDueOn === null) throw new Refusal('WRONG_STATUS', { status: this.stage })
    if (granted) {
      this.dueOn = this.askedDueOn
      this.extensions += 1
    }
    this.askedDueOn = null
    this.touch(now)
  }

  lookBack(satisfaction: number, now: Date): void {
    this.requireStage('CLOSED')
    this.satisfaction = satisfaction
    this.touch(now)
  }

  requireStage(...stages: ItemStage[]): void {
    if (!stages.includes(this.stage)) throw new Refusal('WRONG_STATUS', { status: this.stage })
  }

  private move(to: ItemStage, now: Date, ...from: ItemStage[]): void {
    this.requireStage(...from)
    this.stage = to
    this.touch(now)
  }

  private touch(now: Date): void {
    this.updatedAt = now
    this.version += 1
  }
}

/** One step of an item's way, never changed afterwards. */
@Entity({ tableName: 'item_steps' })
export class ItemStep {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => ResolvedItem) item!: ResolvedItem
  @Property({ type: 'text' }) kind!: ItemStepKind
  @ManyToOne(() => Organization) organization!: Organization
  @ManyToOne(() => Person, { nullable: true }) person: Person | null = null
  @Property({ type: 'text' }) words = ''
  @Property({ type: 'date', nullable: true }) dueOn: string | null = null
  @Property({ type: 'timestamptz' }) at!: Date
}
