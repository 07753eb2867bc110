import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, FieldResolver, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { MatchingScope } from '@red-alliance/shared/glossary'
import type { Weights } from '@red-alliance/shared/matching/types'
import type { Context } from '../../graphql/context.ts'
import { MatchingScopeEnum } from '../../graphql/enums.ts'
import { Node, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar } from '../../graphql/scalars.ts'
import { NeedType } from '../lists/need.graphql.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { type NeedFigures, readNeedFigures } from './need-figures.ts'
import { setMatchingSettings } from './settings.ts'
import { widenNeed } from './widen.ts'

@ObjectType('MatchingSettings', { implements: Node, description: '匹配规则: the weights and days a city or district set at one time; the nearest above a place counts, the newest first.' })
export class MatchingSettingsType extends Node implements Weights {
  @Field(() => OrganizationType) organization!: OrganizationType
  @Field(() => Int, { description: 'Points per unit; so are those below unless they say otherwise.' }) category!: number
  @Field(() => Int) windows!: number
  @Field(() => Int) sameCommunity!: number
  @Field(() => Int) sameStreet!: number
  @Field(() => Int) sameDistrict!: number
  @Field(() => Int, { description: 'For each level of urgency.' }) urgency!: number
  @Field(() => Int) reciprocity!: number
  @Field(() => Int, { description: 'At 0 metres, falling evenly to 0 at nearMetres.' }) near!: number
  @Field(() => Int, { description: 'Metres.' }) nearMetres!: number
  @Field(() => Int, { description: 'Taken off for each level beyond its own that a need reaches.' }) widening!: number
  @Field(() => Int, { description: 'Taken off for each further match of one owner, ever more.' }) fairness!: number
  @Field(() => Int, { description: 'Keeps a shown proposal from moving for less; no part of a score.' }) incumbent!: number
  @Field(() => Int, { nullable: true, description: 'Null: never by itself.' }) streetAfterDays!: number | null
  @Field(() => Int, { nullable: true, description: 'Days in the street; null: never by itself.' }) districtAfterDays!: number | null
  @Field(() => String) reason!: string
  @Field(() => String) setByName!: string
  @Field(() => InstantScalar) setAt!: string
}
export const MatchingSettingsConnection = connectionOf(MatchingSettingsType, 'MatchingSettings')

@InputType('MatchingSettingsInput')
export class MatchingSettingsInput implements Weights {
  @Field(() => Int) category!: number
  @Field(() => Int) windows!: number
  @Field(() => Int) sameCommunity!: number
  @Field(() => Int) sameStreet!: number
  @Field(() => Int) sameDistrict!: number
  @Field(() => Int) urgency!: number
  @Field(() => Int) reciprocity!: number
  @Field(() => Int) near!: number
  @Field(() => Int) nearMetres!: number
  @Field(() => Int) widening!: number
  @Field(() => Int) fairness!: number
  @Field(() => Int) incumbent!: number
  @Field(() => Int, { nullable: true, description: '1 to 365; null: never by itself.' }) streetAfterDays?: number | null
  @Field(() => Int, { nullable: true, description: '1 to 365; null: never by itself.' }) districtAfterDays?: number | null
  @Field(() => String, { description: 'Why, in words that everybody reads.' }) reason!: string
}

@ObjectType('NeedFigures', { description: '小事不出社区: how near the needs of a subtree found their help.' })
export class NeedFiguresType implements NeedFigures {
  @Field(() => Int, { description: 'Needs for which a project came about and was not ended.' }) met!: number
  @Field(() => Int, { description: 'Helped from the own community alone; the three below by the furthest that a project reached.' }) withinCommunity!: number
  @Field(() => Int) withinStreet!: number
  @Field(() => Int) withinDistrict!: number
  @Field(() => Int) withinCity!: number
}

@Resolver(() => OrganizationType)
export class OrganizationMatchingResolver {
  @Relation(() => MatchingSettingsConnection)
  matchingSettings(): never {
    return broughtByReading()
  }

  @FieldResolver(() => MatchingSettingsType, { nullable: true, description: 'Those that count here, of the nearest above; null: the usual ones.' })
  matchingRules(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Boolean)
  viewerMaySetMatching(): never {
    return broughtByReading()
  }

  @Query(() => NeedFiguresType, { description: 'Both days included, at most a year.' })
  needFigures(@Ctx() context: Context, @Arg('organizationId', () => ID) organizationId: string, @Arg('from', () => DateScalar) from: string, @Arg('to', () => DateScalar) to: string): Promise<NeedFigures> {
    return readNeedFigures(context, organizationId, from, to)
  }

  @Mutation(() => MatchingSettingsType, { description: 'By who supervises or administers the city or district; what was matched below it by other weights is matched anew.' })
  setMatchingSettings(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('organizationId', () => ID) organizationId: string, @Arg('settings', () => MatchingSettingsInput) settings: MatchingSettingsInput): Promise<unknown> {
    const { streetAfterDays = null, districtAfterDays = null, ...weights } = settings
    return setMatchingSettings(context, info, { organizationId, rules: { ...weights, streetAfterDays, districtAfterDays } })
  }
}

@Resolver(() => NeedType)
export class NeedScopeResolver {
  @FieldResolver(() => DateScalar, { nullable: true, description: 'The morning on which it is offered one step further unless it is met by then; null: not by itself.' })
  widensOn(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Boolean)
  viewerMayWiden(): never {
    return broughtByReading()
  }

  @Mutation(() => NeedType, { description: '扩大匹配范围: offers it further than now.' })
  widenNeed(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('scope', () => MatchingScopeEnum) scope: MatchingScope): Promise<unknown> {
    return widenNeed(context, info, { id, scope })
  }
}
