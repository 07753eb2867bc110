import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { AgendaOutcome, Attendance, DayRole, InvitationAnswer, InvitationCapacity, MeetingKind, MeetingRhythm, MeetingStage, Stance } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { AgendaOutcomeEnum, AttendanceEnum, DayRoleEnum, InvitationAnswerEnum, InvitationCapacityEnum, MeetingKindEnum, MeetingRhythmEnum, MeetingStageEnum, StanceEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { InstantScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { AuditEventConnection } from '../lists/entry.graphql.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { BookingType } from '../projects/project.graphql.ts'
import { answerInvitation, checkInToMeeting, inviteToMeeting, recordAttendance } from './invite.ts'
import { logMeeting } from './log.ts'
import { ResolvedItemInput } from './resolved-item-input.graphql.ts'
import { announceMeeting, cancelMeeting, closeMeeting, endMeetingRule, planMeeting, publishMeeting, setMeetingRule } from './plan.ts'
import { meetingConditions } from './reading.ts'

@ObjectType('MeetingRule', { implements: Node, description: '例会安排: when regular meetings come round.' })
export class MeetingRuleType extends Node {
  @Field(() => OrganizationType) convener!: OrganizationType
  @Field(() => String) title!: string
  @Field(() => MeetingRhythmEnum) rhythm!: MeetingRhythm
  @Field(() => Int, { nullable: true, description: 'Monday = 1.' }) weekday!: number | null
  @Field(() => [Int], { nullable: true, description: 'Days of the month.' }) days!: number[] | null
  @Field(() => [DayRoleEnum], { nullable: true, description: '逢6必访: what each of the days is for.' }) dayRoles!: DayRole[] | null
  @Field(() => Int, { description: 'Local minutes from midnight.' }) startMinute!: number
  @Field(() => Int, { description: 'Minutes.' }) duration!: number
  @Field(() => String) place!: string
  @Field(() => Int) noticeDays!: number
  @Field(() => InstantScalar, { nullable: true }) endedAt!: string | null
}

@ObjectType('JointMeeting', { implements: Node, description: '联席会议: planned and held, or logged afterwards.' })
export class JointMeetingType extends Node {
  @Field(() => OrganizationType) convener!: OrganizationType
  @Field(() => MeetingKindEnum) kind!: MeetingKind
  @Field(() => String) title!: string
  @Field(() => InstantScalar) startsAt!: string
  @Field(() => InstantScalar) endsAt!: string
  @Field(() => String) place!: string
  @Field(() => String) chair!: string
  @Field(() => MeetingRuleType, { nullable: true }) rule!: MeetingRuleType | null
  @Field(() => Int) noticeDays!: number
  @Field(() => DayRoleEnum, { nullable: true }) dayRole!: DayRole | null
  @Field(() => String, { nullable: true, description: 'For the QR code in the room (GET /meetings/:id/check-in.svg); of the convener only.' }) checkInCode!: string | null
  @Field(() => MeetingStageEnum) stage!: MeetingStage
  @Field(() => InstantScalar, { nullable: true }) announcedAt!: string | null
  @Field(() => String, { nullable: true }) cancelReason!: string | null
  @Field(() => Boolean, { description: 'Entered afterwards on the one form.' }) logged!: boolean
  @Field(() => Boolean, { description: 'Its minutes may be read by everybody.' }) public!: boolean
  @Field(() => Int) version!: number
  @Field(() => BookingType, { nullable: true, description: 'The room taken for it.' }) room!: BookingType | null
  @Field(() => Boolean) viewerMayWrite!: boolean
  @Field(() => Boolean) viewerMayDecide!: boolean
}

@ObjectType('Invitation', { implements: Node, description: '参会: who is asked, what they answered, whether they came.' })
export class InvitationType extends Node {
  @Field(() => OrganizationType, { nullable: true }) organization!: OrganizationType | null
  @Field(() => String, { description: 'A person, or who comes for the organization.' }) name!: string
  @Field(() => InvitationCapacityEnum) capacity!: InvitationCapacity
  @Field(() => InvitationAnswerEnum) answer!: InvitationAnswer
  @Field(() => String, { nullable: true }) substitute!: string | null
  @Field(() => AttendanceEnum) attendance!: Attendance
  @Field(() => Boolean) viewerMayAnswer!: boolean
}

export const JointMeetingConnection = connectionOf(JointMeetingType, 'JointMeeting')
export const InvitationConnection = connectionOf(InvitationType, 'Invitation')
export const MeetingRuleConnection = connectionOf(MeetingRuleType, 'MeetingRule')

@InputType('MeetingFilter')
export class MeetingFilter {
  @Field(() => [MeetingKindEnum], { nullable: true }) kind?: MeetingKind[]
  @Field(() => [MeetingStageEnum], { nullable: true }) stage?: MeetingStage[]
  @Field(() => ID, { nullable: true }) convenerId?: string
  @Field(() => ID, { nullable: true, description: 'Convened in the subtree of this organization.' }) withinId?: string
  @Field(() => InstantScalar, { nullable: true, description: 'Starting at or after.' }) from?: string
  @Field(() => InstantScalar, { nullable: true, description: 'Starting before.' }) before?: string
  @Field(() => Boolean, { nullable: true, description: 'Convened by, or asking, organizations the viewer acts for.' }) mine?: boolean
}

@InputType('MeetingRuleInput')
export class MeetingRuleInput {
  @Field(() => ID) convenerId!: string
  @Field(() => String) title!: string
  @Field(() => MeetingRhythmEnum) rhythm!: MeetingRhythm
  @Field(() => Int, { nullable: true }) weekday?: number
  @Field(() => [Int], { nullable: true }) days?: number[]
  @Field(() => [DayRoleEnum], { nullable: true, description: 'As many as days, in their order, which is ascending.' }) dayRoles?: DayRole[]
  @Field(() => Int) startMinute!: number
  @Field(() => Int) duration!: number
  @Field(() => String, { nullable: true }) place?: string
  @Field(() => Int) noticeDays!: number
}

@InputType('InvitationInput')
export class InvitationInput {
  @Field(() => ID, { nullable: true }) organizationId?: string
  @Field(() => String, { nullable: true }) name?: string
  @Field(() => InvitationCapacityEnum) capacity!: InvitationCapacity
  @Field(() => AttendanceEnum, { nullable: true }) attendance?: Attendance
}

@InputType('MeetingInput')
export class MeetingInput {
  @Field(() => ID) convenerId!: string
  @Field(() => MeetingKindEnum) kind!: MeetingKind
  @Field(() => String) title!: string
  @Field(() => InstantScalar) startsAt!: string
  @Field(() => InstantScalar) endsAt!: string
  @Field(() => String, { nullable: true }) place?: string
  @Field(() => String, { nullable: true }) chair?: string
  @Field(() => [InvitationInput], { nullable: true }) invitations?: InvitationInput[]
}

@InputType('OpinionInput')
export class OpinionInput {
  @Field(() => ID) organizationId!: string
  @Field(() => StanceEnum) stance!: Stance
  @Field(() => String) words!: string
}

@InputType('LoggedItemInput')
export class LoggedItemInput {
  @Field(() => String) title!: string
  @Field(() => String, { nullable: true }) discussion?: string
  @Field(() => String, { nullable: true }) decision?: string
  @Field(() => AgendaOutcomeEnum) outcome!: AgendaOutcome
  @Field(() => [OpinionInput], { nullable: true }) opinions?: OpinionInput[]
  @Field(() => [ResolvedItemInput], { nullable: true }) resolved?: ResolvedItemInput[]
}

@InputType('LogMeetingInput')
export class LogMeetingInput {
  @Field(() => MeetingInput) meeting!: MeetingInput
  @Field(() => [LoggedItemInput]) items!: LoggedItemInput[]
}

@Resolver(() => JointMeetingType)
export class JointMeetingResolver {
  @Relation(() => InvitationConnection)
  invitations(): never {
    return broughtByReading()
  }

  @Relation(() => AuditEventConnection)
  history(): never {
    return broughtByReading()
  }

  @Query(() => JointMeetingConnection)
  meetings(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => MeetingFilter, { nullable: true }) filter?: MeetingFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => meetingConditions(a, p, filter) })
  }

  @Mutation(() => MeetingRuleType)
  setMeetingRule(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('input', () => MeetingRuleInput) input: MeetingRuleInput): Promise<unknown> {
    return setMeetingRule(context, info, input)
  }

  @Mutation(() => MeetingRuleType)
  endMeetingRule(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return endMeetingRule(context, info, id)
  }

  @Mutation(() => JointMeetingType, { description: 'With a room from the resource list in the same step; refused when it is given away at that time.' })
  planMeeting(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('input', () => MeetingInput) input: MeetingInput, @Arg('roomId', () => ID, { nullable: true }) roomId?: string, @Arg('ruleId', () => ID, { nullable: true }) ruleId?: string): Promise<unknown> {
    return planMeeting(context, info, { ...input, roomId, ruleId })
  }

  @Mutation(() => JointMeetingType, { description: 'A past meeting on one form.' })
  logMeeting(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('input', () => LogMeetingInput) input: LogMeetingInput): Promise<unknown> {
    return logMeeting(context, info, input)
  }

  @Mutation(() => JointMeetingType)
  announceMeeting(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return announceMeeting(context, info, id)
  }

  @Mutation(() => JointMeetingType)
  cancelMeeting(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('reason', () => String) reason: string): Promise<unknown> {
    return cancelMeeting(context, info, { id, reason })
  }

  @Mutation(() => JointMeetingType, { description: 'The meeting is over; its minutes can be issued.' })
  closeMeeting(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return closeMeeting(context, info, id)
  }

  @Mutation(() => JointMeetingType, { description: 'Lets everybody, or again only those concerned, read its minutes.' })
  publishMeeting(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('public', () => Boolean) isPublic: boolean): Promise<unknown> {
    return publishMeeting(context, info, { id, public: isPublic })
  }

  @Mutation(() => InvitationType)
  inviteToMeeting(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('meetingId', () => ID) meetingId: string, @Arg('invitation', () => InvitationInput) invitation: InvitationInput): Promise<unknown> {
    return inviteToMeeting(context, info, { meetingId, invitation })
  }

  @Mutation(() => InvitationType)
  answerInvitation(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('answer', () => InvitationAnswerEnum) answer: InvitationAnswer, @Arg('substitute', () => String, { nullable: true }) substitute?: string): Promise<unknown> {
    return answerInvitation(context, info, { id, answer, substitute })
  }

  @Mutation(() => JointMeetingType, { description: 'The QR code in the room was scanned: the own organization is present. From an hour before to an hour after.' })
  checkInToMeeting(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('code', () => String) code: string): Promise<unknown> {
    return checkInToMeeting(context, info, { id, code })
  }

  @Mutation(() => InvitationType)
  recordAttendance(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('attendance', () => AttendanceEnum) attendance: Attendance): Promise<unknown> {
    return recordAttendance(context, info, { id, attendance })
  }
}

@Resolver(() => OrganizationType)
export class OrganizationMeetingsResolver {
  @Relation(() => JointMeetingConnection, () => MeetingFilter)
  meetings(): never {
    return broughtByReading()
  }

  @Relation(() => MeetingRuleConnection)
  meetingRules(): never {
    return broughtByReading()
  }
}
