import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Rel } from '@mikro-orm/core'
import type { OrganizationKind, UnitKind } from '@red-alliance/shared/glossary'
import { Refusal } from '../../refusal.ts'

/** A node of the administrative tree, or a unit (驻区单位) that stands in it. It does not move. */
@Entity({ tableName: 'organizations' })
export class Organization {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @Property({ type: 'text' }) kind!: OrganizationKind
  @Property({ type: 'text', nullable: true }) unitKind: UnitKind | null = null
  @Property({ type: 'text' }) name!: string
  @Property({ type: 'text', nullable: true }) code: string | null = null
  @Property({ type: 'boolean' }) isExample = false
  /** Names of district, street and community above it, for a breadcrumb. */
  @Property({ type: 'text' }) placeName = ''
  /** WGS 84, in millionths of a degree; both or neither (POSITION_INVALID). */
  @Property({ type: 'integer', nullable: true }) latitude: number | null = null
  @Property({ type: 'integer', nullable: true }) longitude: number | null = null
  @ManyToOne(() => Organization, { nullable: true }) parent: Rel<Organization> | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date

  /** @throws Refusal POSITION_INVALID for half a position, or one outside of China */
  locate(position: { readonly latitude: number | null; readonly longitude: number | null }): void {
    const { latitude, longitude } = position
    const known = latitude !== null && longitude !== null
    if (known ? !(within(latitude, NORTH) && within(longitude, EAST)) : latitude !== null || longitude !== null) throw new Refusal('POSITION_INVALID', { latitude, longitude })
    Object.assign(this, { latitude, longitude })
  }
}

/** China from its south to its north, from its west to its east, in millionths of a degree. */
const NORTH = [3_000_000, 54_000_000] as const
const EAST = [73_000_000, 136_000_000] as const
const within = (value: number, [least, most]: readonly [number, number]): boolean => Number.isInteger(value) && value >= least && value <= most

/** The breadcrumb that a child of the organization carries: from the district down. */
export function placeNameBelow({ kind, placeName, name }: Pick<Organization, 'kind' | 'placeName' | 'name'>): string {
  return kind === 'PROVINCE' || kind === 'CITY' ? '' : [placeName, name].filter(Boolean).join(' ')
}

/** 小区: a residential compound under a community. */
@Entity({ tableName: 'compounds' })
export class Compound {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @Property({ type: 'text' }) name!: string
  @ManyToOne(() => Organization) community!: Rel<Organization>
}
