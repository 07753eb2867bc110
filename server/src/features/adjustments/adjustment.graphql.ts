import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, FieldResolver, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { AdjustmentStage, DeclineReason, RemedyKind } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { AdjustmentStageEnum, DeclineReasonEnum, RemedyKindEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { InstantScalar, JSONScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { AuditEventConnection, ProxyInput, ProxyRecordType } from '../lists/entry.graphql.ts'
import { NeedType } from '../lists/need.graphql.ts'
import { ResourceType } from '../lists/resource.graphql.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { type NamedRemedies, type NamedRemedy, findRemedies } from './find.ts'
import { acceptAdjustment, adjustNeed, declineAdjustment, proposeAdjustment, withdrawAdjustment } from './operations.ts'
import { adjustmentConditions } from './reading.ts'

@InputType('AdjustmentFilter')
export class AdjustmentFilter {
  @Field(() => [AdjustmentStageEnum], { nullable: true }) stage?: AdjustmentStage[]
  @Field(() => ID, { nullable: true }) needId?: string
  @Field(() => Boolean, { nullable: true, description: 'Asked of, or by, organizations the viewer acts for.' }) mine?: boolean
  @Field(() => Boolean, { nullable: true, description: 'Those that wait for an answer which the viewer may give.' }) waitingForViewer?: boolean
}

@ObjectType('Adjustment', { implements: Node, description: '调整建议: a change asked of whoever can make it, so that a need is met.' })
export class AdjustmentType extends Node {
  @Field(() => RemedyKindEnum) kind!: RemedyKind
  @Field(() => AdjustmentStageEnum) stage!: AdjustmentStage
  @Field(() => NeedType, { nullable: true }) need!: NeedType | null
  @Field(() => ResourceType, { nullable: true, description: 'What is to change; null when it is the need itself, or not visible.' }) resource!: ResourceType | null
  @Field(() => OrganizationType) needOwner!: OrganizationType
  @Field(() => OrganizationType, { description: 'Who decides: the owner of what is to change.' }) asked!: OrganizationType
  @Field(() => OrganizationType) proposer!: OrganizationType
  @Field(() => String) proposedByName!: string
  @Field(() => JSONScalar, { description: 'See shared/src/matching/changes.ts; remedy-words.ts says it.' }) change!: object
  @Field(() => Int, { description: 'Units of the need that it was seen to meet when it was asked for.' }) gain!: number
  @Field(() => Int, { description: 'Proposals of others that were seen to move.' }) moved!: number
  @Field(() => Int, { description: 'Proposals of others that were seen to stay as they were.' }) kept!: number
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => InstantScalar) expiresAt!: string
  @Field(() => InstantScalar, { nullable: true }) answeredAt!: string | null
  @Field(() => ProxyRecordType, { nullable: true }) proxyRecord!: ProxyRecordType | null
  @Field(() => DeclineReasonEnum, { nullable: true }) declineReason!: DeclineReason | null
  @Field(() => String, { nullable: true }) declineNote!: string | null
  @Field(() => Boolean) viewerMayAnswer!: boolean
  @Field(() => Boolean, { description: "On the unit's behalf only (代录)." }) viewerMayAnswerForUnit!: boolean
  @Field(() => Boolean) viewerMayWithdraw!: boolean
}
export const AdjustmentConnection = connectionOf(AdjustmentType, 'Adjustment')

@ObjectType('RemedyMove', { description: 'A proposal of another need that would give another quantity; titles only of what the viewer sees.' })
export class RemedyMoveType {
  @Field(() => String, { nullable: true }) needTitle!: string | null
  @Field(() => String, { nullable: true }) resourceTitle!: string | null
  @Field(() => Int) before!: number
  @Field(() => Int) after!: number
}

@ObjectType('Remedy', { description: '解决办法: one change and what it was seen to bring when the matching was solved with it.' })
export class RemedyType implements NamedRemedy {
  @Field(() => RemedyKindEnum) kind!: RemedyKind
  @Field(() => JSONScalar, { description: 'See shared/src/matching/changes.ts; remedy-words.ts says it.' }) change!: NamedRemedy['change']
  @Field(() => Int, { description: 'Units of the need that are met then and are not now.' }) gain!: number
  @Field(() => Int, { description: 'Units still missing then.' }) missing!: number
  @Field(() => Int, { description: 'Shown proposals of other needs that stay as they are.' }) kept!: number
  @Field(() => [RemedyMoveType]) moves!: NamedRemedy['moves']
  @Field(() => ID, { nullable: true, description: 'The resource that it is about.' }) resourceId!: string | null
  @Field(() => String, { nullable: true }) resourceTitle!: string | null
  @Field(() => String, { nullable: true }) ownerName!: string | null
  @Field(() => String, { nullable: true }) audienceName!: string | null
  @Field(() => ID, { nullable: true, description: 'An open adjustment that already asks for it.' }) adjustmentId!: string | null
}

@ObjectType('Remedies')
export class RemediesType implements NamedRemedies {
  @Field(() => Int, { description: 'Units that are missing as things are.' }) missing!: number
  @Field(() => [RemedyType], { description: 'Those that meet the need first, then the smallest; RECRUIT when none meets all of it.' }) found!: NamedRemedy[]
}

@InputType('RemedyInput', { description: 'A remedy as it was promised; it is solved anew before anything is done.' })
export class RemedyInput {
  @Field(() => ID) needId!: string
  @Field(() => RemedyKindEnum) kind!: RemedyKind
  @Field(() => ID, { nullable: true, description: 'The resource that is to change; null: the need itself.' }) resourceId?: string
  @Field(() => Int) gain!: number
}

@Resolver(() => AdjustmentType)
export class AdjustmentResolver {
  @Relation(() => AuditEventConnection)
  history(): never {
    return broughtByReading()
  }

  @Query(() => RemediesType, { description: 'What would help a need, each change verified by solving anew; for who acts for its owner or stands above.' })
  remedies(@Ctx() context: Context, @Arg('needId', () => ID) needId: string): Promise<NamedRemedies> {
    return context.turnstile.through(context.actor.personId, () => findRemedies(context, needId))
  }

  @Query(() => AdjustmentConnection)
  adjustments(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => AdjustmentFilter, { nullable: true }) filter?: AdjustmentFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => adjustmentConditions(a, p, filter) })
  }

  @Mutation(() => AdjustmentType, { description: '提出调整: asks the owner of what is to change.' })
  proposeAdjustment(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('remedy', () => RemedyInput) remedy: RemedyInput): Promise<unknown> {
    return context.turnstile.through(context.actor.personId, () => proposeAdjustment(context, info, remedy))
  }

  @Mutation(() => AdjustmentType, { description: 'Changes at once what was asked for.' })
  acceptAdjustment(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('proxy', () => ProxyInput, { nullable: true }) proxy?: ProxyInput): Promise<unknown> {
    return acceptAdjustment(context, info, { id, proxy })
  }

  @Mutation(() => AdjustmentType)
  declineAdjustment(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('reason', () => DeclineReasonEnum) reason: DeclineReason, @Arg('note', () => String, { nullable: true }) note?: string, @Arg('proxy', () => ProxyInput, { nullable: true }) proxy?: ProxyInput): Promise<unknown> {
    return declineAdjustment(context, info, { id, reason, note, proxy })
  }

  @Mutation(() => AdjustmentType)
  withdrawAdjustment(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return withdrawAdjustment(context, info, id)
  }

  @Mutation(() => NeedType, { description: 'Changes an own need as a remedy says, at once.' })
  adjustNeed(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('remedy', () => RemedyInput) remedy: RemedyInput): Promise<unknown> {
    return context.turnstile.through(context.actor.personId, () => adjustNeed(context, info, remedy))
  }
}

@Resolver(() => NeedType)
export class NeedAdjustmentsResolver {
  @Relation(() => AdjustmentConnection, () => AdjustmentFilter)
  adjustments(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Boolean, { description: 'The viewer may change it as a remedy says.' })
  viewerMayAdjust(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Boolean, { description: 'The viewer may ask others for a change that would meet it.' })
  viewerMayAsk(): never {
    return broughtByReading()
  }
}

@Resolver(() => ResourceType)
export class ResourceAdjustmentsResolver {
  @Relation(() => AdjustmentConnection, () => AdjustmentFilter)
  adjustments(): never {
    return broughtByReading()
  }
}
