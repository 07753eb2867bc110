import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { Rel } from '@mikro-orm/core'
import type { OrganizationKind, UnitKind } from '@red-alliance/shared/glossary'

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
  @ManyToOne(() => Organization, { nullable: true }) parent: Rel<Organization> | null = null
  @Property({ type: 'timestamptz' }) createdAt!: Date
}

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
