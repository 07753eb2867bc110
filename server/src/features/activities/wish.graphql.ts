import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { WishStage } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { WishStageEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { InstantScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { AuditEventConnection } from '../lists/entry.graphql.ts'
import { NeedInput, NeedType } from '../lists/need.graphql.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { ActivityInput, ActivityType } from './activity.graphql.ts'
import { recordUnitParticipation } from './participations.ts'
import { answerWish, makeWish, turnWishIntoActivity, turnWishIntoNeed } from './wishes.ts'

@ObjectType('Wish', { implements: Node, description: '心愿单 (你点单我来办): what a resident orders at their community.' })
export class WishType extends Node {
  @Field(() => OrganizationType) community!: OrganizationType
  @Field(() => String, { description: 'Who ordered.' }) personName!: string
  @Field(() => String) title!: string
  @Field(() => String) words!: string
  @Field(() => WishStageEnum) stage!: WishStage
  @Field(() => String, { nullable: true }) answer!: string | null
  @Field(() => InstantScalar, { nullable: true }) answeredAt!: string | null
  @Field(() => NeedType, { nullable: true, description: 'What it was turned into.' }) need!: NeedType | null
  @Field(() => ActivityType, { nullable: true, description: 'What it was turned into.' }) activity!: ActivityType | null
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => Boolean) viewerMayAnswer!: boolean
}

@ObjectType('UnitParticipation', { implements: Node, description: '单位参加: a unit that took part; counts towards its four a year.' })
export class UnitParticipationType extends Node {
  @Field(() => ActivityType, { nullable: true }) activity!: ActivityType | null
  @Field(() => OrganizationType) unit!: OrganizationType
  @Field(() => InstantScalar) createdAt!: string
}

export const WishConnection = connectionOf(WishType, 'Wish')
export const UnitParticipationConnection = connectionOf(UnitParticipationType, 'UnitParticipation')

@Resolver(() => WishType)
export class WishResolver {
  @Relation(() => AuditEventConnection)
  history(): never {
    return broughtByReading()
  }

  @Query(() => WishConnection, { description: "One's own, and those ordered at the communities one writes for." })
  wishes(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs): Promise<unknown> {
    return readPage(context, info, { args: { ...page } })
  }

  @Mutation(() => WishType, { description: 'At the community where one lives.' })
  makeWish(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('communityId', () => ID) communityId: string, @Arg('title', () => String) title: string, @Arg('words', () => String, { nullable: true }) words?: string): Promise<unknown> {
    return makeWish(context, info, { communityId, title, words })
  }

  @Mutation(() => WishType)
  answerWish(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('answer', () => String) answer: string): Promise<unknown> {
    return answerWish(context, info, { id, answer })
  }

  @Mutation(() => WishType, { description: 'Drafts a need of the community.' })
  turnWishIntoNeed(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('answer', () => String) answer: string, @Arg('input', () => NeedInput) input: NeedInput): Promise<unknown> {
    return turnWishIntoNeed(context, info, { id, answer, input })
  }

  @Mutation(() => WishType, { description: 'Drafts an activity of the community.' })
  turnWishIntoActivity(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('answer', () => String) answer: string, @Arg('input', () => ActivityInput) input: ActivityInput): Promise<unknown> {
    return turnWishIntoActivity(context, info, { id, answer, input })
  }

  @Mutation(() => UnitParticipationType, { description: 'By the community or street that organized it.' })
  recordUnitParticipation(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('activityId', () => ID) activityId: string, @Arg('unitId', () => ID) unitId: string): Promise<unknown> {
    return recordUnitParticipation(context, info, { activityId, unitId })
  }
}

@Resolver(() => ActivityType)
export class ActivityParticipationsResolver {
  @Relation(() => UnitParticipationConnection)
  participations(): never {
    return broughtByReading()
  }
}

@Resolver(() => OrganizationType)
export class OrganizationWishesResolver {
  @Relation(() => WishConnection)
  wishes(): never {
    return broughtByReading()
  }

  @Relation(() => UnitParticipationConnection)
  participations(): never {
    return broughtByReading()
  }
}
