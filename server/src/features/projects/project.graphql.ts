import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, FieldResolver, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { DeclineReason, ProjectStatus, Side, UnitOfMeasure } from '@red-alliance/shared/glossary'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import type { Context } from '../../graphql/context.ts'
import { DeclineReasonEnum, ProjectStatusEnum, SideEnum, UnitOfMeasureEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { AuditEventConnection, ProxyInput, ProxyRecordType, SpanType } from '../lists/entry.graphql.ts'
import { NeedType } from '../lists/need.graphql.ts'
import { ResourceType } from '../lists/resource.graphql.ts'
import { MatchProposalType } from '../matching/match.graphql.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { confirmMatch, declineMatch } from './match-operations.ts'
import { completeProject, endProject } from './operations.ts'
import { projectConditions } from './reading.ts'
import { revokeProxyRecord } from './revoke-proxy-record.ts'

@InputType('ProjectFilter')
export class ProjectFilter {
  @Field(() => [ProjectStatusEnum], { nullable: true }) status?: ProjectStatus[]
  @Field(() => ID, { nullable: true, description: 'In which this organization is one of the sides.' }) organizationId?: string
  @Field(() => Boolean, { nullable: true, description: 'Of organizations the viewer acts for.' }) mine?: boolean
}

@ObjectType('Project', { implements: Node, description: '共建项目: what came of a match that both sides confirmed.' })
export class ProjectType extends Node {
  @Field(() => String) title!: string
  @Field(() => ProjectStatusEnum) status!: ProjectStatus
  @Field(() => NeedType, { nullable: true }) need!: NeedType | null
  @Field(() => ResourceType, { nullable: true }) resource!: ResourceType | null
  @Field(() => OrganizationType) needOwner!: OrganizationType
  @Field(() => OrganizationType) resourceOwner!: OrganizationType
  @Field(() => Int) quantity!: number
  @Field(() => UnitOfMeasureEnum) unit!: UnitOfMeasure
  @Field(() => [SpanType], { nullable: true, description: 'Null: always.' }) windows!: WeeklyWindows | null
  @Field(() => DateScalar) startsOn!: string
  @Field(() => DateScalar) endsOn!: string
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => InstantScalar, { nullable: true }) completedAt!: string | null
  @Field(() => String, { nullable: true }) completionNote!: string | null
  @Field(() => InstantScalar, { nullable: true }) endedAt!: string | null
  @Field(() => SideEnum, { nullable: true }) endedSide!: Side | null
  @Field(() => String, { nullable: true, description: 'In the words of the side that ended it; PROXY_REVOKED when a unit took back what was recorded for it.' }) endReason!: string | null
  @Field(() => [Int], { description: 'Numbers of the places it has all through, ascending; empty: agreed by quantity.' }) places!: number[]
  @Field(() => String) needContactName!: string
  @Field(() => String) needContactPhone!: string
  @Field(() => String) resourceContactName!: string
  @Field(() => String) resourceContactPhone!: string
  @Field(() => MatchProposalType, { nullable: true }) proposal!: MatchProposalType | null
  @Field(() => Boolean) viewerMayComplete!: boolean
  @Field(() => Boolean, { description: "Only by recording on the unit's behalf (代录)." }) viewerMayCompleteForUnit!: boolean
  @Field(() => Boolean) viewerMayEnd!: boolean
}
export const ProjectConnection = connectionOf(ProjectType, 'Project')

@ObjectType('Booking', { implements: Node, description: '预订: one stretch of time in which a project, a meeting or a session uses a resource.' })
export class BookingType extends Node {
  @Field(() => InstantScalar) startsAt!: string
  @Field(() => InstantScalar) endsAt!: string
  @Field(() => Int) quantity!: number
  @Field(() => InstantScalar, { nullable: true }) releasedAt!: string | null
  @Field(() => ProjectType, { nullable: true }) project!: ProjectType | null
  @Field(() => ResourceType, { nullable: true }) resource!: ResourceType | null
}
export const BookingConnection = connectionOf(BookingType, 'Booking')

@Resolver(() => ProjectType)
export class ProjectResolver {
  @Relation(() => AuditEventConnection)
  history(): never {
    return broughtByReading()
  }

  @Relation(() => BookingConnection)
  bookings(): never {
    return broughtByReading()
  }

  @Query(() => ProjectConnection)
  projects(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => ProjectFilter, { nullable: true }) filter?: ProjectFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => projectConditions(a, p, filter) })
  }

  @Mutation(() => MatchProposalType, { description: 'One side says yes; with the second yes the project begins. A lower quantity asks the other side again.' })
  confirmMatchProposal(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('side', () => SideEnum) side: Side,
    @Arg('quantity', () => Int, { nullable: true }) quantity?: number,
    @Arg('proxy', () => ProxyInput, { nullable: true }) proxy?: ProxyInput,
  ): Promise<unknown> {
    return confirmMatch(context, info, { id, side, quantity, proxy })
  }

  @Mutation(() => MatchProposalType, { description: 'One side says no, with a reason that later runs respect.' })
  declineMatchProposal(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('side', () => SideEnum) side: Side,
    @Arg('reason', () => DeclineReasonEnum) reason: DeclineReason,
    @Arg('note', () => String, { nullable: true }) note?: string,
    @Arg('proxy', () => ProxyInput, { nullable: true }) proxy?: ProxyInput,
  ): Promise<unknown> {
    return declineMatch(context, info, { id, side, reason, note, proxy })
  }

  @Mutation(() => ProjectType, { description: 'The receiving side says that it got what was promised.' })
  completeProject(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('note', () => String, { nullable: true }) note?: string, @Arg('fileIds', () => [ID], { nullable: true, description: 'Photos or documents that show it, uploaded before.' }) fileIds?: string[], @Arg('proxy', () => ProxyInput, { nullable: true }) proxy?: ProxyInput): Promise<unknown> {
    return completeProject(context, info, { id, note, fileIds, proxy })
  }

  @Mutation(() => ProjectType, { description: 'Either side ends it with a reason; what it took comes back.' })
  endProject(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('reason', () => String) reason: string): Promise<unknown> {
    return endProject(context, info, { id, reason })
  }

  @Mutation(() => ProxyRecordType, { description: 'A unit takes back what was recorded on its behalf.' })
  revokeProxyRecord(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return revokeProxyRecord(context, info, id)
  }
}

@Resolver(() => NeedType)
export class NeedProjectsResolver {
  @Relation(() => ProjectConnection)
  projects(): never {
    return broughtByReading()
  }
}

@Resolver(() => ResourceType)
export class ResourceProjectsResolver {
  @Relation(() => ProjectConnection)
  projects(): never {
    return broughtByReading()
  }

  @Relation(() => BookingConnection)
  bookings(): never {
    return broughtByReading()
  }
}

@Resolver(() => MatchProposalType)
export class MatchProposalProjectResolver {
  @FieldResolver(() => ProjectType, { nullable: true })
  project(): never {
    return broughtByReading()
  }
}
