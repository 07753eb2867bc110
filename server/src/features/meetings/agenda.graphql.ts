import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { GraphQLSafeInt } from 'graphql-scalars'
import type { AgendaOutcome, AgendaSource, Stance } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { AgendaOutcomeEnum, AgendaSourceEnum, StanceEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { InstantScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { NeedConnection, NeedType } from '../lists/need.graphql.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { proposeAgendaItem, recordOpinion, scheduleAgenda, settleAgendaItem, writeAgendaItem } from './agenda.ts'
import { ResolvedItemConnection, ResolvedItemType } from './item.graphql.ts'
import { JointMeetingType } from './meeting.graphql.ts'
import { offeredConditions } from './reading.ts'

@ObjectType('AgendaItem', { implements: Node, description: '议题: proposed, put on an agenda, discussed, and then decided, carried over or handed up.' })
export class AgendaItemType extends Node {
  @Field(() => OrganizationType) convener!: OrganizationType
  @Field(() => JointMeetingType, { nullable: true, description: 'Null while it waits for a meeting.' }) meeting!: JointMeetingType | null
  @Field(() => OrganizationType) proposer!: OrganizationType
  @Field(() => String) title!: string
  @Field(() => String, { description: '诉求.' }) demand!: string
  @Field(() => String, { description: 'What is at stake.' }) stake!: string
  @Field(() => String) plan!: string
  @Field(() => GraphQLSafeInt, { nullable: true, description: '分.' }) budgetFen!: number | null
  @Field(() => String) leadDepartment!: string
  @Field(() => Int) position!: number
  @Field(() => Int, { description: 'How long it is meant to take.' }) minutes!: number
  @Field(() => AgendaSourceEnum) source!: AgendaSource
  @Field(() => NeedType, { nullable: true }) need!: NeedType | null
  @Field(() => ResolvedItemType, { nullable: true, description: 'The overdue item that came back.' }) resolvedItem!: ResolvedItemType | null
  @Field(() => AgendaItemType, { nullable: true, description: 'The round before this one.' }) previous!: AgendaItemType | null
  @Field(() => AgendaOutcomeEnum, { nullable: true }) outcome!: AgendaOutcome | null
  @Field(() => String) discussion!: string
  @Field(() => String) decision!: string
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => Int) version!: number
  @Field(() => Boolean) viewerMayWrite!: boolean
}

@ObjectType('Opinion', { implements: Node, description: '各方意见.' })
export class OpinionType extends Node {
  @Field(() => OrganizationType) organization!: OrganizationType
  @Field(() => StanceEnum) stance!: Stance
  @Field(() => String) words!: string
}

export const AgendaItemConnection = connectionOf(AgendaItemType, 'AgendaItem')
export const OpinionConnection = connectionOf(OpinionType, 'Opinion')

@InputType('AgendaItemInput')
export class AgendaItemInput {
  @Field(() => ID) convenerId!: string
  @Field(() => ID) proposerId!: string
  @Field(() => String) title!: string
  @Field(() => String, { nullable: true }) demand?: string
  @Field(() => String, { nullable: true }) stake?: string
  @Field(() => String, { nullable: true }) plan?: string
  @Field(() => GraphQLSafeInt, { nullable: true }) budgetFen?: number
  @Field(() => String, { nullable: true }) leadDepartment?: string
  @Field(() => ID, { nullable: true, description: 'The unmet need it is about.' }) needId?: string
}

@InputType('ScheduledItemInput')
export class ScheduledItemInput {
  @Field(() => ID) id!: string
  @Field(() => Int) minutes!: number
}

@Resolver(() => AgendaItemType)
export class AgendaItemResolver {
  @Relation(() => OpinionConnection)
  opinions(): never {
    return broughtByReading()
  }

  @Relation(() => ResolvedItemConnection)
  resolved(): never {
    return broughtByReading()
  }

  @Query(() => AgendaItemConnection, { description: 'Topics that wait for a meeting of the convener.' })
  topics(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('convenerId', () => ID) convenerId: string, @Args(() => PageArgs) page: PageArgs): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, order: 'NEWEST', where: (a, p) => [`${a}.convener_id = ${p.bind(uuidOf('Organization', convenerId), 'uuid')}`, `${a}.meeting_id is null`, `${a}.outcome is null`] })
  }

  @Query(() => NeedConnection, { description: "Needs below the convener or of its alliance for which matching found too little, waiting proposals included, and which are no topic yet: offered as topics." })
  topicsOffered(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('convenerId', () => ID) convenerId: string, @Args(() => PageArgs) page: PageArgs): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, order: 'URGENCY', where: (a, p) => offeredConditions(a, p, convenerId) })
  }

  @Mutation(() => AgendaItemType)
  proposeAgendaItem(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('input', () => AgendaItemInput) input: AgendaItemInput): Promise<unknown> {
    return proposeAgendaItem(context, info, input)
  }

  @Mutation(() => JointMeetingType, { description: 'The agenda in this order; what is left out waits on.' })
  scheduleAgenda(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('meetingId', () => ID) meetingId: string, @Arg('items', () => [ScheduledItemInput]) items: ScheduledItemInput[]): Promise<unknown> {
    return scheduleAgenda(context, info, { meetingId, items })
  }

  @Mutation(() => AgendaItemType, { description: 'Live minutes of one topic; STALE_VERSION brings the other text.' })
  writeAgendaItem(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('version', () => Int) version: number, @Arg('discussion', () => String) discussion: string, @Arg('decision', () => String) decision: string): Promise<unknown> {
    return writeAgendaItem(context, info, { id, version, discussion, decision })
  }

  @Mutation(() => AgendaItemType)
  settleAgendaItem(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('outcome', () => AgendaOutcomeEnum) outcome: AgendaOutcome): Promise<unknown> {
    return settleAgendaItem(context, info, { id, outcome })
  }

  @Mutation(() => AgendaItemType)
  recordOpinion(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('organizationId', () => ID) organizationId: string, @Arg('stance', () => StanceEnum) stance: Stance, @Arg('words', () => String) words: string): Promise<unknown> {
    return recordOpinion(context, info, { id, organizationId, stance, words })
  }
}

@Resolver(() => JointMeetingType)
export class JointMeetingAgendaResolver {
  @Relation(() => AgendaItemConnection)
  agenda(): never {
    return broughtByReading()
  }

  @Relation(() => ResolvedItemConnection)
  resolvedItems(): never {
    return broughtByReading()
  }
}
