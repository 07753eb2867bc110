import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import type { AgreedHow, AudienceKind, Category, EntryStatus, UnitOfMeasure } from '@red-alliance/shared/glossary'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import { AgreedHowEnum, AudienceKindEnum, CategoryEnum, EntryStatusEnum, UnitOfMeasureEnum } from '../../graphql/enums.ts'
import { Node, connectionOf } from '../../graphql/paging.ts'
import { DateScalar, InstantScalar, JSONScalar } from '../../graphql/scalars.ts'
import { AllianceType } from '../alliances/alliance.graphql.ts'
import { CompoundType, OrganizationType } from '../organizations/organization.graphql.ts'

export const ENTRY_ORDERS = { NEWEST: 'NEWEST', RECENTLY_CHANGED: 'RECENTLY_CHANGED', URGENCY: 'URGENCY', ENDING_SOON: 'ENDING_SOON' } as const
export type EntryOrder = keyof typeof ENTRY_ORDERS
registerEnumType(ENTRY_ORDERS, { name: 'EntryOrder', description: 'URGENCY is for needs; resources then come newest first.' })

@ObjectType('Span', { description: 'Minutes of the week in Asia/Shanghai, Monday 00:00 = 0; the end (at most 10080) is not included.' })
export class SpanType {
  @Field(() => Int) start!: number
  @Field(() => Int) end!: number
}

@InputType('SpanInput')
export class SpanInput {
  @Field(() => Int) start!: number
  @Field(() => Int) end!: number
}

@InputType('ProxyInput', { description: '代录: who of the unit agreed, how and when.' })
export class ProxyInput {
  @Field(() => String) agreedBy!: string
  @Field(() => AgreedHowEnum) agreedHow!: AgreedHow
  @Field(() => DateScalar) agreedOn!: string
}

@InputType('EntryFilter')
export class EntryFilter {
  @Field(() => [EntryStatusEnum], { nullable: true }) status?: EntryStatus[]
  @Field(() => [CategoryEnum], { nullable: true }) category?: Category[]
  @Field(() => ID, { nullable: true }) ownerId?: string
  @Field(() => ID, { nullable: true, description: 'Owned in the subtree of this organization.' }) withinId?: string
  @Field(() => ID, { nullable: true, description: 'Owned by the convener, by something below it, or by a member.' }) allianceId?: string
  @Field(() => String, { nullable: true, description: 'Words of title or description; two characters are found by an index.' }) search?: string
  @Field(() => Boolean, { nullable: true, description: 'Owned by organizations the viewer acts for.' }) mine?: boolean
}

@ObjectType('ProxyRecord', { implements: Node, description: "代录: what was recorded on a unit's behalf." })
export class ProxyRecordType extends Node {
  @Field(() => String) agreedBy!: string
  @Field(() => AgreedHowEnum) agreedHow!: AgreedHow
  @Field(() => DateScalar) agreedOn!: string
  @Field(() => String) recordedByName!: string
  @Field(() => OrganizationType) recordedByOrganization!: OrganizationType
  @Field(() => OrganizationType) organization!: OrganizationType
  @Field(() => InstantScalar) recordedAt!: string
  @Field(() => InstantScalar, { nullable: true }) revokedAt!: string | null
  @Field(() => Boolean) viewerMayRevoke!: boolean
}

@ObjectType('AuditEvent', { implements: Node, description: 'One step in the history of an object.' })
export class AuditEventType extends Node {
  @Field(() => InstantScalar) at!: string
  @Field(() => String, { description: 'e.g. need.publish' }) operation!: string
  @Field(() => String, { nullable: true }) actorName!: string | null
  @Field(() => OrganizationType, { nullable: true, description: 'For whom it was done.' }) organization!: OrganizationType | null
  @Field(() => JSONScalar) details!: Record<string, unknown>
}
export const AuditEventConnection = connectionOf(AuditEventType, 'AuditEvent')

/** The fields that needs and resources share. */
@ObjectType()
export abstract class EntryType extends Node {
  @Field(() => String) title!: string
  @Field(() => String) description!: string
  @Field(() => CategoryEnum) category!: Category
  @Field(() => JSONScalar) attributes!: Record<string, unknown>
  @Field(() => UnitOfMeasureEnum) unit!: UnitOfMeasure
  @Field(() => Boolean) divisible!: boolean
  @Field(() => Int) leastPart!: number
  @Field(() => [SpanType], { nullable: true, description: 'Null: at any time.' }) windows!: WeeklyWindows | null
  @Field(() => DateScalar) startsOn!: string
  @Field(() => DateScalar) endsOn!: string
  @Field(() => EntryStatusEnum) status!: EntryStatus
  @Field(() => Int, { description: 'In open proposals.' }) waitingQuantity!: number
  @Field(() => OrganizationType) owner!: OrganizationType
  @Field(() => CompoundType, { nullable: true }) compound!: CompoundType | null
  @Field(() => AudienceKindEnum) audienceKind!: AudienceKind
  @Field(() => OrganizationType, { nullable: true }) audienceOrganization!: OrganizationType | null
  @Field(() => AllianceType, { nullable: true }) audienceAlliance!: AllianceType | null
  @Field(() => String, { description: 'Shortened until a match is confirmed by both sides.' }) contactName!: string
  @Field(() => String, { description: 'Masked until a match is confirmed by both sides.' }) contactPhone!: string
  @Field(() => InstantScalar, { nullable: true }) publishedAt!: string | null
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => InstantScalar) updatedAt!: string
  @Field(() => Int) version!: number
  @Field(() => ProxyRecordType, { nullable: true }) proxyRecord!: ProxyRecordType | null
  @Field(() => Boolean) viewerMayRevise!: boolean
  @Field(() => Boolean) viewerMayPublish!: boolean
  @Field(() => Boolean) viewerMayWithdraw!: boolean
  @Field(() => Boolean, { description: 'The viewer may take it up with an entry of their own (双向认领).' }) viewerMayClaim!: boolean
}

@InputType()
export abstract class EntryInput {
  @Field(() => ID) ownerId!: string
  @Field(() => String) title!: string
  @Field(() => String, { nullable: true }) description?: string
  @Field(() => CategoryEnum) category!: Category
  @Field(() => JSONScalar, { nullable: true, description: 'By the schema of the category (shared/src/categories.ts).' }) attributes?: Record<string, unknown>
  @Field(() => UnitOfMeasureEnum) unit!: UnitOfMeasure
  @Field(() => Boolean, { nullable: true }) divisible?: boolean
  @Field(() => Int, { nullable: true }) leastPart?: number
  @Field(() => [SpanInput], { nullable: true }) windows?: SpanInput[]
  @Field(() => DateScalar) startsOn!: string
  @Field(() => DateScalar) endsOn!: string
  @Field(() => ID, { nullable: true }) compoundId?: string
  @Field(() => AudienceKindEnum) audienceKind!: AudienceKind
  @Field(() => ID, { nullable: true }) audienceOrganizationId?: string
  @Field(() => ID, { nullable: true }) audienceAllianceId?: string
  @Field(() => String) contactName!: string
  @Field(() => String) contactPhone!: string
  @Field(() => ProxyInput, { nullable: true }) proxy?: ProxyInput
}
