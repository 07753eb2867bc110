import { ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { AudienceKind, Category, EntryStatus } from '@red-alliance/shared/glossary'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import { WindowsType } from '../../database/windows-type.ts'
import { Refusal } from '../../refusal.ts'
import { Alliance } from '../alliances/alliance.ts'
import { Compound, Organization } from '../organizations/organization.ts'

export type Stage = 'DRAFT' | 'PUBLISHED' | 'WITHDRAWN'

/** What a resource and a need have in common: a line on one of the two lists. */
export abstract class ListEntry {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Organization) owner!: Organization
  /** Who wrote it down for the owner (代录); null when the owner did. */
  @ManyToOne(() => Organization, { nullable: true }) recordedBy: Organization | null = null
  @Property({ type: 'text' }) title!: string
  @Property({ type: 'text' }) description = ''
  @Property({ type: 'text' }) category!: Category
  @Property({ type: 'jsonb' }) attributes: Record<string, unknown> = {}
  @Property({ type: 'text' }) unit!: string
  @Property({ type: 'boolean' }) divisible!: boolean
  @Property({ type: 'integer' }) leastPart!: number
  @Property({ type: WindowsType, nullable: true }) windows: WeeklyWindows | null = null
  @Property({ type: 'date' }) startsOn!: string
  @Property({ type: 'date' }) endsOn!: string
  @ManyToOne(() => Compound, { nullable: true }) compound: Compound | null = null
  @Property({ type: 'text' }) audienceKind!: AudienceKind
  @ManyToOne(() => Organization, { nullable: true }) audienceOrganization: Organization | null = null
  @ManyToOne(() => Alliance, { nullable: true }) audienceAlliance: Alliance | null = null
  @Property({ type: 'text' }) contactName!: string
  @Property({ type: 'text' }) contactPhone!: string
  @Property({ type: 'text' }) stage!: Stage
  @Property({ type: 'integer', persist: false }) waitingQuantity!: number
  @Property({ type: 'text', persist: false }) status!: EntryStatus
  @Property({ type: 'timestamptz', nullable: true }) publishedAt: Date | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz' }) updatedAt!: Date
  @Property({ type: 'integer' }) version = 1

  publish(now: Date, today: string): void {
    this.requireStage('DRAFT')
    if (this.endsOn < today) throw new Refusal('PERIOD_INVALID', { endsOn: this.endsOn })
    this.stage = 'PUBLISHED'
    this.publishedAt = now
    this.touch(now)
  }

  withdraw(now: Date): void {
    if (this.stage === 'WITHDRAWN') this.requireStage('PUBLISHED')
    this.stage = 'WITHDRAWN'
    this.touch(now)
  }

  /** @param version what the author saw; a stale one is refused so that two people lose no word */
  requireRevisable(version: number): void {
    if (this.stage === 'WITHDRAWN') this.requireStage('PUBLISHED')
    if (version !== this.version) throw new Refusal('STALE_VERSION', { version: this.version })
  }

  touch(now: Date): void {
    this.updatedAt = now
    this.version += 1
  }

  /** @throws Refusal WRONG_STATUS when it does not stand on the list today */
  isListed(today: string): boolean {
    return this.stage === 'PUBLISHED' && this.endsOn >= today
  }

  requireListed(today: string): void {
    this.requireStage('PUBLISHED')
    if (this.endsOn < today) throw new Refusal('WRONG_STATUS', { status: 'EXPIRED' })
  }

  private requireStage(stage: Stage): void {
    if (this.stage !== stage) throw new Refusal('WRONG_STATUS', { status: this.stage })
  }
}
