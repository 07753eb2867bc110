import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, FieldResolver, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { ServiceDoubt, ServiceLogSource, ServiceLogStage, VolunteerField } from '@red-alliance/shared/glossary'
import { AttachmentConnection } from '../../files/attachment.graphql.ts'
import type { Context } from '../../graphql/context.ts'
import { ServiceDoubtEnum, ServiceLogSourceEnum, ServiceLogStageEnum, VolunteerFieldEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { PersonType } from '../people/person.graphql.ts'
import { confirmServiceLogs, correctServiceLog, returnServiceLog } from './decide.ts'
import { enterPaperList, logService, withdrawServiceLog } from './log-operations.ts'
import { logConditions } from './reading.ts'

@ObjectType('ServiceLog', { implements: Node, description: '时长申报: minutes of service as somebody logged them. What the community confirms goes into the ledger.' })
export class ServiceLogType extends Node {
  @Field(() => PersonType, { nullable: true, description: 'Null where the viewer does not see the person; the name is there.' }) person!: PersonType | null
  @Field(() => String) personName!: string
  @Field(() => OrganizationType, { description: 'The community or street that confirms.' }) community!: OrganizationType
  @Field(() => OrganizationType, { nullable: true, description: 'Whose activity it was.' }) organizer!: OrganizationType | null
  @Field(() => ServiceLogSourceEnum) source!: ServiceLogSource
  @Field(() => String, { description: "The activity's title; empty where it was none." }) title!: string
  @Field(() => DateScalar) servedOn!: string
  @Field(() => InstantScalar, { nullable: true }) startsAt!: string | null
  @Field(() => InstantScalar, { nullable: true }) endsAt!: string | null
  @Field(() => Int, { description: 'Without the way there and back.' }) minutes!: number
  @Field(() => VolunteerFieldEnum) field!: VolunteerField
  @Field(() => String, { description: 'One sentence on what was done.' }) words!: string
  @Field(() => ServiceLogStageEnum) stage!: ServiceLogStage
  @Field(() => [ServiceDoubtEnum], { description: 'Why it is held for a look.' }) doubts!: ServiceDoubt[]
  @Field(() => String, { nullable: true, description: 'Why it was corrected, returned, or confirmed in spite of a doubt.' }) reason!: string | null
  @Field(() => InstantScalar, { nullable: true }) decidedAt!: string | null
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => Int) version!: number
  @Field(() => Boolean, { description: 'Confirm, correct or return it.' }) viewerMayDecide!: boolean
  @Field(() => Boolean) viewerMayWithdraw!: boolean
}

export const ServiceLogConnection = connectionOf(ServiceLogType, 'ServiceLog')

@InputType('ServiceLogFilter')
export class ServiceLogFilter {
  @Field(() => [ServiceLogStageEnum], { nullable: true }) stage?: ServiceLogStage[]
  @Field(() => ID, { nullable: true, description: 'That this community or street confirms.' }) communityId?: string
  @Field(() => Boolean, { nullable: true, description: "The viewer's own hours." }) mine?: boolean
  @Field(() => Boolean, { nullable: true, description: 'That the viewer can confirm, correct or return now.' }) waitingForViewer?: boolean
}

@InputType('LogServiceInput')
export class LogServiceInput {
  @Field(() => ID, { description: 'The community or street that is to confirm.' }) communityId!: string
  @Field(() => DateScalar) servedOn!: string
  @Field(() => Int, { description: '1 to 1440, without the way there and back.' }) minutes!: number
  @Field(() => VolunteerFieldEnum) field!: VolunteerField
  @Field(() => String, { description: 'One sentence, at most 60 characters; nobody who was helped is named.' }) words!: string
  @Field(() => [ID], { nullable: true, description: 'Photos, uploaded by POST /files.' }) fileIds?: string[]
}

@InputType('PaperLineInput')
export class PaperLineInput {
  @Field(() => ID) personId!: string
  @Field(() => Int) minutes!: number
}

@InputType('PaperListInput')
export class PaperListInput {
  @Field(() => ID, { description: 'A community, a street, or a unit.' }) organizerId!: string
  @Field(() => String, { nullable: true, description: "The activity's title." }) title?: string
  @Field(() => DateScalar) servedOn!: string
  @Field(() => VolunteerFieldEnum) field!: VolunteerField
  @Field(() => String) words!: string
  @Field(() => [PaperLineInput], { description: 'At most 100.' }) lines!: PaperLineInput[]
  @Field(() => [ID], { nullable: true, description: 'A photo of the paper.' }) fileIds?: string[]
}

@Resolver(() => ServiceLogType)
export class ServiceLogResolver {
  @Relation(() => AttachmentConnection)
  attachments(): never {
    return broughtByReading()
  }

  @Query(() => ServiceLogConnection, { description: 'Logged hours that the viewer sees, newest first.' })
  serviceLogs(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => ServiceLogFilter, { nullable: true }) filter?: ServiceLogFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => logConditions(a, p, filter) })
  }

  @Mutation(() => ServiceLogType)
  logService(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('input', () => LogServiceInput) input: LogServiceInput): Promise<unknown> {
    return logService(context, info, input)
  }

  @Mutation(() => OrganizationType, { description: 'A list on paper; answers with the organizer. Each line waits for the community.' })
  enterPaperList(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('input', () => PaperListInput) input: PaperListInput): Promise<unknown> {
    return enterPaperList(context, info, input)
  }

  @Mutation(() => ServiceLogType)
  withdrawServiceLog(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return withdrawServiceLog(context, info, id)
  }

  @Mutation(() => OrganizationType, { description: 'One, or a whole list of at most 100; answers with the community. A doubtful one is confirmed alone, with a reason.' })
  confirmServiceLogs(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('communityId', () => ID) communityId: string,
    @Arg('ids', () => [ID]) ids: string[],
    @Arg('reason', () => String, { nullable: true }) reason?: string,
  ): Promise<unknown> {
    return confirmServiceLogs(context, info, { communityId, ids, reason })
  }

  @Mutation(() => ServiceLogType, { description: 'Confirms with other figures than were logged.' })
  correctServiceLog(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('minutes', () => Int) minutes: number,
    @Arg('reason', () => String) reason: string,
    @Arg('servedOn', () => DateScalar, { nullable: true }) servedOn?: string,
    @Arg('field', () => VolunteerFieldEnum, { nullable: true }) field?: VolunteerField,
  ): Promise<unknown> {
    return correctServiceLog(context, info, { id, minutes, reason, servedOn, field })
  }

  @Mutation(() => ServiceLogType)
  returnServiceLog(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('reason', () => String) reason: string): Promise<unknown> {
    return returnServiceLog(context, info, { id, reason })
  }
}

@Resolver(() => OrganizationType)
export class OrganizationServiceResolver {
  @Relation(() => ServiceLogConnection, () => ServiceLogFilter)
  serviceLogs(): never {
    return broughtByReading()
  }
}

@Resolver(() => PersonType)
export class PersonServiceResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'Minutes of this year in the ledgers; of oneself alone, null of others.' })
  confirmedServiceMinutes(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Minutes logged this year that wait for the community; of oneself alone, null of others.' })
  waitingServiceMinutes(): never {
    return broughtByReading()
  }
}
