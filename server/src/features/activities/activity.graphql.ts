import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { ActivityKind, ActivityStage, CourseSubject, OrganizationKind, VolunteerField } from '@red-alliance/shared/glossary'
import { AttachmentConnection } from '../../files/attachment.graphql.ts'
import type { Context } from '../../graphql/context.ts'
import { ActivityKindEnum, ActivityStageEnum, CourseSubjectEnum, OrganizationKindEnum, VolunteerFieldEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { AuditEventConnection } from '../lists/entry.graphql.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { draftActivity, reviseActivity } from './draft.ts'
import { addActivityPhotos, cancelActivity, publishActivity, recordListeners } from './publish.ts'
import { activityConditions } from './reading.ts'

@ObjectType('Activity', { implements: Node, description: '志愿活动: volunteer service, a course, a lecture, an open day, a visit or a party day.' })
export class ActivityType extends Node {
  @Field(() => OrganizationType) organizer!: OrganizationType
  @Field(() => OrganizationType, { description: 'Who confirms the hours that are served.' }) community!: OrganizationType
  @Field(() => ActivityKindEnum) kind!: ActivityKind
  @Field(() => VolunteerFieldEnum, { nullable: true }) field!: VolunteerField | null
  @Field(() => CourseSubjectEnum, { nullable: true }) subject!: CourseSubject | null
  @Field(() => String) title!: string
  @Field(() => String) description!: string
  @Field(() => String) place!: string
  @Field(() => String, { description: 'What is wanted of who comes.' }) skills!: string
  @Field(() => Boolean, { description: 'A guardian signs up a child.' }) forChildren!: boolean
  @Field(() => Boolean) needsApproval!: boolean
  @Field(() => Boolean, { description: 'One sign-up counts for all sessions.' }) wholeTerm!: boolean
  @Field(() => String) speaker!: string
  @Field(() => String, { description: 'The theme of the month.' }) theme!: string
  @Field(() => Int, { nullable: true, description: 'How many listened, counted afterwards.' }) listeners!: number | null
  @Field(() => InstantScalar, { description: 'Of its first session.' }) startsAt!: string
  @Field(() => InstantScalar, { description: 'Of its last session.' }) endsAt!: string
  @Field(() => ActivityStageEnum) stage!: ActivityStage
  @Field(() => InstantScalar, { nullable: true }) publishedAt!: string | null
  @Field(() => String, { nullable: true }) cancelReason!: string | null
  @Field(() => Int) version!: number
  @Field(() => Boolean) viewerMayWrite!: boolean
  @Field(() => Boolean) viewerMayDecide!: boolean
}

@ObjectType('AdultInCharge', { implements: Node, description: '负责成人: who is with the children, and who looked into them.' })
export class AdultInChargeType extends Node {
  @Field(() => String) name!: string
  @Field(() => String) role!: string
  @Field(() => OrganizationType) vettedBy!: OrganizationType
  @Field(() => DateScalar) vettedOn!: string
}

export const ActivityConnection = connectionOf(ActivityType, 'Activity')
export const AdultInChargeConnection = connectionOf(AdultInChargeType, 'AdultInCharge')

@InputType('ActivityFilter')
export class ActivityFilter {
  @Field(() => [ActivityKindEnum], { nullable: true }) kind?: ActivityKind[]
  @Field(() => [VolunteerFieldEnum], { nullable: true }) field?: VolunteerField[]
  @Field(() => [ActivityStageEnum], { nullable: true }) stage?: ActivityStage[]
  @Field(() => InstantScalar, { nullable: true, description: 'Starting (an activity: ending) at or after.' }) from?: string
  @Field(() => InstantScalar, { nullable: true, description: 'Starting before.' }) before?: string
  @Field(() => OrganizationKindEnum, { nullable: true, description: "Organized within the viewer's own COMMUNITY, STREET, DISTRICT or CITY." }) near?: OrganizationKind
  @Field(() => ID, { nullable: true, description: 'Organized in the subtree of this organization.' }) withinId?: string
  @Field(() => ID, { nullable: true }) organizerId?: string
  @Field(() => Boolean, { nullable: true }) forChildren?: boolean
  @Field(() => Boolean, { nullable: true, description: 'For which the viewer, or a child of theirs, is signed up.' }) mine?: boolean
  @Field(() => String, { nullable: true, description: 'Part of the title.' }) search?: string
}

@InputType('ActivitySessionInput')
export class ActivitySessionInput {
  @Field(() => InstantScalar) startsAt!: string
  @Field(() => InstantScalar) endsAt!: string
  @Field(() => String, { nullable: true, description: "Where it is not at the activity's own place." }) place?: string
  @Field(() => [ID], { nullable: true, description: 'Of the resource list: a room, a teacher, a set; at most 3.' }) resourceIds?: string[]
}

@InputType('ActivityRoleInput')
export class ActivityRoleInput {
  @Field(() => String) title!: string
  @Field(() => Int, { description: '1 to 10,000, in each session or in the whole term.' }) places!: number
  @Field(() => Boolean, { nullable: true, description: 'Hours are counted.' }) serves?: boolean
}

@InputType('AdultInChargeInput')
export class AdultInChargeInput {
  @Field(() => String) name!: string
  @Field(() => String, { nullable: true }) role?: string
  @Field(() => ID) vettedById!: string
  @Field(() => DateScalar) vettedOn!: string
}

@InputType('ActivityInput')
export class ActivityInput {
  @Field(() => ID) organizerId!: string
  @Field(() => ActivityKindEnum) kind!: ActivityKind
  @Field(() => VolunteerFieldEnum, { nullable: true, description: 'Of volunteer service, and wherever hours are counted.' }) field?: VolunteerField
  @Field(() => CourseSubjectEnum, { nullable: true, description: 'Of a course.' }) subject?: CourseSubject
  @Field(() => String) title!: string
  @Field(() => String, { nullable: true }) description?: string
  @Field(() => String, { nullable: true }) place?: string
  @Field(() => String, { nullable: true }) skills?: string
  @Field(() => Boolean, { nullable: true }) forChildren?: boolean
  @Field(() => Boolean, { nullable: true }) needsApproval?: boolean
  @Field(() => Boolean, { nullable: true }) wholeTerm?: boolean
  @Field(() => String, { nullable: true }) speaker?: string
  @Field(() => String, { nullable: true }) theme?: string
  @Field(() => [ActivitySessionInput], { nullable: true, description: '1 to 60; left out when what is published is revised.' }) sessions?: ActivitySessionInput[]
  @Field(() => [ActivityRoleInput], { nullable: true, description: '1 to 10; left out when what is published is revised.' }) roles?: ActivityRoleInput[]
  @Field(() => [AdultInChargeInput], { nullable: true, description: 'All of them; who is left out is no longer in charge.' }) adults?: AdultInChargeInput[]
}

@Resolver(() => ActivityType)
export class ActivityResolver {
  @Relation(() => AuditEventConnection)
  history(): never {
    return broughtByReading()
  }

  @Relation(() => AdultInChargeConnection)
  adultsInCharge(): never {
    return broughtByReading()
  }

  @Relation(() => AttachmentConnection)
  attachments(): never {
    return broughtByReading()
  }

  @Query(() => ActivityConnection, { description: 'The latest first; drafts of those one writes for.' })
  activities(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => ActivityFilter, { nullable: true }) filter?: ActivityFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => activityConditions(a, p, filter) })
  }

  @Mutation(() => ActivityType, { description: 'With its sessions, places and adults in charge, and what it uses of the resource list.' })
  draftActivity(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('input', () => ActivityInput) input: ActivityInput): Promise<unknown> {
    return draftActivity(context, info, input)
  }

  @Mutation(() => ActivityType, { description: 'A draft in everything; what is published in its words and its adults in charge.' })
  reviseActivity(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('version', () => Int) version: number, @Arg('input', () => ActivityInput) input: ActivityInput): Promise<unknown> {
    return reviseActivity(context, info, { id, version, input })
  }

  @Mutation(() => ActivityType)
  publishActivity(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return publishActivity(context, info, id)
  }

  @Mutation(() => ActivityType, { description: 'Everybody signed up is told why; its rooms are free again.' })
  cancelActivity(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('reason', () => String) reason: string): Promise<unknown> {
    return cancelActivity(context, info, { id, reason })
  }

  @Mutation(() => ActivityType, { description: 'Photos of how it was.' })
  addActivityPhotos(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('fileIds', () => [ID]) fileIds: string[]): Promise<unknown> {
    return addActivityPhotos(context, info, { id, fileIds })
  }

  @Mutation(() => ActivityType, { description: 'How many listened to a lecture.' })
  recordListeners(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('listeners', () => Int) listeners: number): Promise<unknown> {
    return recordListeners(context, info, { id, listeners })
  }
}

@Resolver(() => OrganizationType)
export class OrganizationActivitiesResolver {
  @Relation(() => ActivityConnection, () => ActivityFilter)
  activities(): never {
    return broughtByReading()
  }
}
