import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Attributes } from '@red-alliance/shared/categories'
import type { Category, UnitKind, UnitOfMeasure, WindowClass } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { CategoryEnum, UnitKindEnum, UnitOfMeasureEnum, WindowClassEnum } from '../../graphql/enums.ts'
import { JSONScalar } from '../../graphql/scalars.ts'
import { type AllianceScarcity, readScarcity } from './scarcity.ts'

@ObjectType('MoreUnits', { description: 'What so many more units would bring: solved again with them in their place.' })
export class MoreUnitsType {
  @Field(() => Int, { description: '1, or where one alone is of no use the smallest lot that is.' }) units!: number
  @Field(() => Int, { description: 'Points.' }) value!: number
  @Field(() => Int, { description: 'Units of need met more than before.' }) served!: number
  @Field(() => String, { description: 'The street or community in which the unit would stand.' }) placeName!: string
  @Field(() => Boolean, { description: 'Proven; if not, what was found.' }) exact!: boolean
}

@ObjectType('ScarcityCell', { description: 'One kind of thing in some hours.' })
export class ScarcityCellType {
  @Field(() => WindowClassEnum) windowClass!: WindowClass
  @Field(() => Int, { description: 'Units still missing to the needs that such a unit could serve.' }) wanted!: number
  @Field(() => Int, { description: 'Units there are that stay unused in these hours.' }) idle!: number
  @Field(() => MoreUnitsType, { nullable: true, description: 'Null where no need asks for anything in these hours.' }) more!: MoreUnitsType | null
}

@ObjectType('ScarcityRow')
export class ScarcityRowType {
  @Field(() => CategoryEnum) category!: Category
  @Field(() => UnitOfMeasureEnum, { nullable: true }) unit!: UnitOfMeasure | null
  @Field(() => JSONScalar, { description: 'Those that must be the same, such as the vehicle of a parking space.' }) attributes!: Attributes
  @Field(() => [ScarcityCellType]) cells!: ScarcityCellType[]
}

@ObjectType('ResourcePrice', { description: 'What one more unit of a resource would bring.' })
export class ResourcePriceType {
  @Field(() => ID) resourceId!: string
  @Field(() => String) title!: string
  @Field(() => Int, { description: 'Points.' }) value!: number
  @Field(() => Int) served!: number
  @Field(() => Boolean) exact!: boolean
}

@ObjectType('UnitKindCount')
export class UnitKindCountType {
  @Field(() => UnitKindEnum) unitKind!: UnitKind
  @Field(() => Int) units!: number
}

@ObjectType('RecruitOrganization', { description: 'A unit of the alliance that lists nothing of the category.' })
export class RecruitOrganizationType {
  @Field(() => ID) organizationId!: string
  @Field(() => String) name!: string
  @Field(() => UnitKindEnum, { nullable: true }) unitKind!: UnitKind | null
}

@ObjectType('RecruitHint', { description: 'Whom one might ask for a category, as far as the lists tell.' })
export class RecruitHintType {
  @Field(() => CategoryEnum) category!: Category
  @Field(() => [RecruitOrganizationType], { description: 'At most 50; units of the kinds that usually have it first.' }) organizations!: RecruitOrganizationType[]
  @Field(() => [UnitKindCountType], { description: 'Kinds of units that list it anywhere the viewer sees, the most frequent first.' }) unitKinds!: UnitKindCountType[]
}

@ObjectType('Scarcity', { description: 'What one more unit of each kind of thing would bring to an alliance, among what the viewer sees.' })
export class ScarcityType {
  @Field(() => [ScarcityRowType]) rows!: ScarcityRowType[]
  @Field(() => [ResourcePriceType], { description: 'Of resources of which one more unit would bring something, the dearest first.' }) prices!: ResourcePriceType[]
  @Field(() => [RecruitHintType], { description: 'For categories in which something is missing.' }) recruits!: RecruitHintType[]
}

@Resolver()
export class ScarcityResolver {
  @Query(() => ScarcityType, { description: 'For those who belong to the alliance or stand above it. Solves again many times over: asked for on demand.' })
  scarcity(@Ctx() context: Context, @Arg('allianceId', () => ID) allianceId: string): Promise<AllianceScarcity> {
    return context.turnstile.through(context.actor.personId, () => readScarcity(context, allianceId))
  }
}
