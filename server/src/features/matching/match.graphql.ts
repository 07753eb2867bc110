import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, FieldResolver, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Category, DeclineReason, MatchRunCause, MatchRunFailure, MatchRunStatus, ProposalOrigin, ProposalStatus, Side } from '@red-alliance/shared/glossary'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import type { Context } from '../../graphql/context.ts'
import { CategoryEnum, DeclineReasonEnum, MatchRunCauseEnum, MatchRunFailureEnum, MatchRunStatusEnum, ProposalOriginEnum, ProposalStatusEnum, SideEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar, JSONScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { AllianceType } from '../alliances/alliance.graphql.ts'
import { AuditEventConnection, ProxyInput, ProxyRecordType, SpanType } from '../lists/entry.graphql.ts'
import { NeedType } from '../lists/need.graphql.ts'
import { ResourceType } from '../lists/resource.graphql.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { claimNeed, claimResource } from './operations.ts'
import { runMatching } from './run.ts'
import { proposalConditions, runsOf } from './reading.ts'

@InputType('ProposalFilter')
export class ProposalFilter {
  @Field(() => [ProposalStatusEnum], { nullable: true }) status?: ProposalStatus[]
  @Field(() => [CategoryEnum], { nullable: true, description: 'Of what is needed; a resource of another is never proposed for it.' }) category?: Category[]
  @Field(() => ID, { nullable: true, description: 'Proposed by runs of this alliance, or by those over everything for its needs.' }) allianceId?: string
  @Field(() => ID, { nullable: true }) needId?: string
  @Field(() => ID, { nullable: true }) resourceId?: string
  @Field(() => Boolean, { nullable: true, description: 'Of organizations the viewer acts for.' }) mine?: boolean
  @Field(() => Boolean, { nullable: true, description: 'Those that wait for a decision which the viewer may take.' }) waitingForViewer?: boolean
}

@ObjectType('MatchProposal', { implements: Node, description: '匹配建议: holds when both sides have confirmed (双方确认).' })
export class MatchProposalType extends Node {
  @Field(() => ProposalOriginEnum) origin!: ProposalOrigin
  @Field(() => ProposalStatusEnum) status!: ProposalStatus
  @Field(() => NeedType, { nullable: true }) need!: NeedType | null
  @Field(() => ResourceType, { nullable: true }) resource!: ResourceType | null
  @Field(() => OrganizationType) needOwner!: OrganizationType
  @Field(() => OrganizationType) resourceOwner!: OrganizationType
  @Field(() => Int) quantity!: number
  @Field(() => Int, { description: 'Points per unit: the sum of the terms.' }) score!: number
  @Field(() => [JSONScalar], { description: 'Labelled terms {term, points, most, …}: see shared/src/matching/types.ts; words.ts says them.' }) terms!: object[]
  @Field(() => [SpanType], { nullable: true, description: 'The hours used; null: always.' }) windows!: WeeklyWindows | null
  @Field(() => DateScalar) startsOn!: string
  @Field(() => DateScalar) endsOn!: string
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => InstantScalar) expiresAt!: string
  @Field(() => InstantScalar, { nullable: true }) needConfirmedAt!: string | null
  @Field(() => InstantScalar, { nullable: true }) resourceConfirmedAt!: string | null
  @Field(() => ProxyRecordType, { nullable: true }) needProxyRecord!: ProxyRecordType | null
  @Field(() => ProxyRecordType, { nullable: true }) resourceProxyRecord!: ProxyRecordType | null
  @Field(() => InstantScalar, { nullable: true }) declinedAt!: string | null
  @Field(() => SideEnum, { nullable: true }) declinedSide!: Side | null
  @Field(() => DeclineReasonEnum, { nullable: true }) declineReason!: DeclineReason | null
  @Field(() => String, { nullable: true }) declineNote!: string | null
  @Field(() => InstantScalar, { nullable: true }) supersededAt!: string | null
  @Field(() => JSONScalar, { nullable: true, description: 'Why another took its place, in a code with its details: see shared/src/matching/moves.ts.' }) supersededWhy!: object | null
  @Field(() => AllianceType, { nullable: true }) alliance!: AllianceType | null
  @Field(() => [SideEnum], { description: 'Sides for which the viewer may still confirm or decline.' }) viewerSides!: Side[]
  @Field(() => [SideEnum], { description: "Sides for which the viewer may do so on the unit's behalf only (代录)." }) viewerProxySides!: Side[]
}
export const MatchProposalConnection = connectionOf(MatchProposalType, 'MatchProposal')

@ObjectType('MatchObstacle', { implements: Node, description: '未匹配原因: why a need, or a part of it, found nothing in a run.' })
export class MatchObstacleType extends Node {
  @Field(() => NeedType, { nullable: true }) need!: NeedType | null
  @Field(() => Int) missing!: number
  @Field(() => [JSONScalar], { description: 'Chain of tests, the nearest obstacle last: see shared/src/matching/types.ts.' }) chain!: object[]
}
export const MatchObstacleConnection = connectionOf(MatchObstacleType, 'MatchObstacle')

@ObjectType('MatchRun', { implements: Node, description: '匹配运行: one matching over an alliance, or over everything below an organization.' })
export class MatchRunType extends Node {
  @Field(() => AllianceType, { nullable: true }) alliance!: AllianceType | null
  @Field(() => OrganizationType, { nullable: true, description: 'Of a run over everything below it.' }) organization!: OrganizationType | null
  @Field(() => MatchRunCauseEnum) cause!: MatchRunCause
  @Field(() => [JSONScalar], { description: 'Of a re-optimisation: what had happened to which entries, {kind, type, id}; twenty at most.' }) changes!: object[]
  @Field(() => String, { nullable: true }) runByName!: string | null
  @Field(() => Int, { description: 'Proposals it made.' }) proposedCount!: number
  @Field(() => Int, { description: 'Of these, confirmed by both sides.' }) confirmedCount!: number
  @Field(() => Int, { description: 'Of these, declined by one.' }) declinedCount!: number
  @Field(() => Int, { description: 'Of these, projects that are under way or completed.' }) keptCount!: number
  @Field(() => Int, { description: 'Earlier proposals that it moved.' }) movedCount!: number
  @Field(() => MatchRunStatusEnum) status!: MatchRunStatus
  @Field(() => Int, { description: 'How far it is, in whole per mille.' }) progress!: number
  @Field(() => MatchRunFailureEnum, { nullable: true }) failure!: MatchRunFailure | null
  @Field(() => InstantScalar, { description: 'When it was asked for.' }) startedAt!: string
  @Field(() => InstantScalar, { nullable: true }) finishedAt!: string | null
  @Field(() => Int, { nullable: true }) needCount!: number | null
  @Field(() => Int, { nullable: true }) resourceCount!: number | null
  @Field(() => Int, { nullable: true, description: 'Total published utility of the allocation.' }) value!: number | null
  @Field(() => Int, { nullable: true, description: 'No allocation is worth more.' }) bound!: number | null
  @Field(() => Boolean, { description: 'Accepted by the independent checker.' }) checked!: boolean
  @Field(() => JSONScalar, { nullable: true, description: 'The weights it was made with, by the names of MatchingSettings.' }) weights!: object | null
}
export const MatchRunConnection = connectionOf(MatchRunType, 'MatchRun')

@Resolver(() => MatchProposalType)
export class MatchProposalResolver {
  @Relation(() => AuditEventConnection)
  history(): never {
    return broughtByReading()
  }

  @Query(() => MatchProposalConnection)
  matchProposals(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => ProposalFilter, { nullable: true }) filter?: ProposalFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => proposalConditions(a, p, filter) })
  }

  @Mutation(() => MatchRunType, { description: 'Has everything listed in the alliance matched, as a job: ask for the run again until its status is DONE or FAILED.' })
  runMatching(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('allianceId', () => ID) allianceId: string): Promise<unknown> {
    return runMatching(context, info, allianceId)
  }

  @Mutation(() => MatchProposalType, { description: "单位认领需求: offers an own resource for a need; counts as the resource side's confirmation." })
  claimNeed(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('needId', () => ID) needId: string, @Arg('resourceId', () => ID) resourceId: string, @Arg('quantity', () => Int) quantity: number, @Arg('proxy', () => ProxyInput, { nullable: true }) proxy?: ProxyInput): Promise<unknown> {
    return claimNeed(context, info, { needId, resourceId, quantity, proxy })
  }

  @Mutation(() => MatchProposalType, { description: "社区认领资源: asks for a resource for an own need; counts as the need side's confirmation." })
  claimResource(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('resourceId', () => ID) resourceId: string, @Arg('needId', () => ID) needId: string, @Arg('quantity', () => Int) quantity: number, @Arg('proxy', () => ProxyInput, { nullable: true }) proxy?: ProxyInput): Promise<unknown> {
    return claimResource(context, info, { needId, resourceId, quantity, proxy })
  }
}

@Resolver(() => MatchRunType)
export class MatchRunResolver {
  @Query(() => MatchRunConnection, { description: 'Newest first.' })
  matchRuns(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('allianceId', () => ID) allianceId: string): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => runsOf(a, p, allianceId) })
  }

  @Relation(() => MatchProposalConnection)
  made(): never {
    return broughtByReading()
  }

  @Relation(() => MatchProposalConnection)
  moved(): never {
    return broughtByReading()
  }

  @Relation(() => MatchProposalConnection)
  proposals(): never {
    return broughtByReading()
  }

  @Relation(() => MatchObstacleConnection)
  obstacles(): never {
    return broughtByReading()
  }

  @Relation(() => MatchObstacleConnection)
  overtaken(): never {
    return broughtByReading()
  }
}

@Resolver(() => NeedType)
export class NeedMatchingResolver {
  @Relation(() => MatchProposalConnection, () => ProposalFilter)
  proposals(): never {
    return broughtByReading()
  }

  @FieldResolver(() => MatchObstacleType, { nullable: true, description: 'What the newest run found in its way.' })
  obstacle(): never {
    return broughtByReading()
  }
}

@Resolver(() => ResourceType)
export class ResourceMatchingResolver {
  @Relation(() => MatchProposalConnection, () => ProposalFilter)
  proposals(): never {
    return broughtByReading()
  }
}

@Resolver(() => AllianceType)
export class AllianceMatchingResolver {
  @Relation(() => MatchRunConnection)
  runs(): never {
    return broughtByReading()
  }

  @FieldResolver(() => MatchRunType, { nullable: true, description: 'The newest that matched everything in the alliance.' })
  latestRun(): never {
    return broughtByReading()
  }

  @FieldResolver(() => MatchRunType, { nullable: true, description: 'The newest over everything below an organization in which its convener stands.' })
  widerRun(): never {
    return broughtByReading()
  }

  @FieldResolver(() => MatchRunType, { nullable: true, description: 'The one that waits or goes, or has failed since.' })
  goingRun(): never {
    return broughtByReading()
  }
}
