import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, FieldResolver, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Category, DeclineReason, RingStatus, UnitOfMeasure } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { CategoryEnum, DeclineReasonEnum, RingStatusEnum, UnitOfMeasureEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { InstantScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { AllianceType } from '../alliances/alliance.graphql.ts'
import { AuditEventConnection, ProxyInput, ProxyRecordType } from '../lists/entry.graphql.ts'
import { NeedType } from '../lists/need.graphql.ts'
import { ResourceType } from '../lists/resource.graphql.ts'
import { MatchProposalType } from '../matching/match.graphql.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { confirmRing, declineRing, dissolveRing } from './operations.ts'
import { ringConditions } from './reading.ts'

@InputType('RingFilter')
export class RingFilter {
  @Field(() => [RingStatusEnum], { nullable: true }) status?: RingStatus[]
  @Field(() => ID, { nullable: true, description: 'Put together by runs of this alliance.' }) allianceId?: string
  @Field(() => Boolean, { nullable: true, description: 'Of organizations the viewer acts for.' }) mine?: boolean
  @Field(() => Boolean, { nullable: true, description: 'Those that wait for a decision which the viewer may take.' }) waitingForViewer?: boolean
}

@ObjectType('MatchRing', { implements: Node, description: '互换组合: each gives one thing and gets one; all confirm, or none holds.' })
export class MatchRingType extends Node {
  @Field(() => RingStatusEnum) status!: RingStatus
  @Field(() => Int, { description: 'Points of all its proposals together.' }) value!: number
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => InstantScalar) expiresAt!: string
  @Field(() => InstantScalar, { nullable: true }) closedAt!: string | null
  @Field(() => OrganizationType, { nullable: true, description: 'Who declined it or took it apart.' }) closedBy!: OrganizationType | null
  @Field(() => DeclineReasonEnum, { nullable: true }) declineReason!: DeclineReason | null
  @Field(() => String, { nullable: true }) note!: string | null
  @Field(() => AllianceType, { nullable: true }) alliance!: AllianceType | null
}
export const MatchRingConnection = connectionOf(MatchRingType, 'MatchRing')

@ObjectType('MatchRingMember', { implements: Node, description: 'One organization of a ring: it gives to the next, and the one before gives to it.' })
export class MatchRingMemberType extends Node {
  @Field(() => Int, { description: 'From 1.' }) position!: number
  @Field(() => OrganizationType) organization!: OrganizationType
  @Field(() => MatchProposalType, { nullable: true, description: 'What it gives to the next; for the two sides alone.' }) proposal!: MatchProposalType | null
  @Field(() => NeedType, { nullable: true, description: 'Whose need it meets, as far as the viewer sees it.' }) need!: NeedType | null
  @Field(() => ResourceType, { nullable: true, description: 'What it gives, as far as the viewer sees it.' }) resource!: ResourceType | null
  @Field(() => CategoryEnum) category!: Category
  @Field(() => Int) quantity!: number
  @Field(() => UnitOfMeasureEnum) unit!: UnitOfMeasure
  @Field(() => Int, { description: 'Points per unit of what it gives.' }) score!: number
  @Field(() => InstantScalar, { nullable: true }) confirmedAt!: string | null
  @Field(() => ProxyRecordType, { nullable: true }) proxyRecord!: ProxyRecordType | null
  @Field(() => Boolean, { description: 'Confirm or decline for this organization.' }) viewerMayConfirm!: boolean
  @Field(() => Boolean, { description: "Only by recording on the unit's behalf (代录)." }) viewerMayConfirmForUnit!: boolean
  @Field(() => Boolean) viewerMayDissolve!: boolean
}
export const MatchRingMemberConnection = connectionOf(MatchRingMemberType, 'MatchRingMember')

@Resolver(() => MatchRingType)
export class MatchRingResolver {
  @Relation(() => MatchRingMemberConnection)
  members(): never {
    return broughtByReading()
  }

  @Relation(() => AuditEventConnection)
  history(): never {
    return broughtByReading()
  }

  @Query(() => MatchRingConnection)
  matchRings(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => RingFilter, { nullable: true }) filter?: RingFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => ringConditions(a, p, filter) })
  }

  @Mutation(() => MatchRingType, { description: 'One member says yes to what it gives and to what it gets; with the last yes all projects begin.' })
  confirmMatchRing(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID, { description: 'Of the member.' }) id: string, @Arg('proxy', () => ProxyInput, { nullable: true }) proxy?: ProxyInput): Promise<unknown> {
    return confirmRing(context, info, { id, proxy })
  }

  @Mutation(() => MatchRingType, { description: 'One member says no: nothing of the ring holds.' })
  declineMatchRing(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'Of the member.' }) id: string,
    @Arg('reason', () => DeclineReasonEnum) reason: DeclineReason,
    @Arg('note', () => String, { nullable: true }) note?: string,
    @Arg('proxy', () => ProxyInput, { nullable: true }) proxy?: ProxyInput,
  ): Promise<unknown> {
    return declineRing(context, info, { id, reason, note, proxy })
  }

  @Mutation(() => MatchRingType, { description: 'One member takes it apart with a reason: each proposal waits for its own two sides again.' })
  dissolveMatchRing(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID, { description: 'Of the member.' }) id: string, @Arg('reason', () => String) reason: string): Promise<unknown> {
    return dissolveRing(context, info, { id, reason })
  }
}

@Resolver(() => MatchProposalType)
export class MatchProposalRingResolver {
  @FieldResolver(() => MatchRingType, { nullable: true, description: 'The ring it was or is part of; while that is open, it is answered there.' })
  ring(): never {
    return broughtByReading()
  }
}
