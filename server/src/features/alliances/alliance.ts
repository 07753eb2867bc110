import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Organization } from '../organizations/organization.ts'

/** 红色联盟: one for each convening street or community. */
@Entity({ tableName: 'alliances' })
export class Alliance {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @Property({ type: 'text' }) name!: string
  @ManyToOne(() => Organization) convener!: Organization
  @Property({ type: 'timestamptz' }) createdAt!: Date
}

/** A unit's membership, from the day it signed the co-construction agreement (共建协议). */
@Entity({ tableName: 'alliance_members' })
export class AllianceMember {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Alliance) alliance!: Alliance
  @ManyToOne(() => Organization) organization!: Organization
  @Property({ type: 'date' }) signedOn!: string
  @Property({ type: 'date', nullable: true }) leftOn: string | null = null

  /** @param today local date */
  leave(today: string): void {
    this.leftOn = today < this.signedOn ? this.signedOn : today
  }
}
