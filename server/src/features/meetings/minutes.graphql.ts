import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { MinutesStage } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { MinutesStageEnum } from '../../graphql/enums.ts'
import { Node, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { InstantScalar, JSONScalar } from '../../graphql/scalars.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { JointMeetingType } from './meeting.graphql.ts'
import { commentMinutes, confirmMinutes, correctMinutes, issueMinutes, openMinutes } from './minutes-operations.ts'

@ObjectType('Minutes', { implements: Node, description: '会议纪要 in one edition; issued, it never changes.' })
export class MinutesType extends Node {
  @Field(() => JointMeetingType, { nullable: true }) meeting!: JointMeetingType | null
  @Field(() => Int) edition!: number
  @Field(() => MinutesStageEnum) stage!: MinutesStage
  @Field(() => Int, { nullable: true }) year!: number | null
  @Field(() => Int, { nullable: true, description: 'Counted per convener and year.' }) number!: number | null
  @Field(() => String, { nullable: true, description: 'SHA-256 of what was issued, in hexadecimal.' }) sha256!: string | null
  @Field(() => String, { nullable: true, description: 'Why this edition corrects the one before.' }) correction!: string | null
  @Field(() => JSONScalar, { nullable: true, description: 'What was issued, word for word (server/src/texts/minutes/document.ts).' }) document!: object | null
  @Field(() => InstantScalar, { nullable: true }) issuedAt!: string | null
  @Field(() => Boolean) viewerMayComment!: boolean
}

@ObjectType('MinutesComment', { implements: Node, description: 'What somebody who was there says of the draft.' })
export class MinutesCommentType extends Node {
  @Field(() => OrganizationType) organization!: OrganizationType
  @Field(() => String) actorName!: string
  @Field(() => String) words!: string
  @Field(() => InstantScalar) at!: string
}

@InputType('TopicCorrectionInput', { description: 'A topic of the meeting as the correction has it.' })
export class TopicCorrectionInput {
  @Field(() => ID) id!: string
  @Field(() => String) discussion!: string
  @Field(() => String) decision!: string
}

export const MinutesConnection = connectionOf(MinutesType, 'Minutes')
export const MinutesCommentConnection = connectionOf(MinutesCommentType, 'MinutesComment')

@Resolver(() => MinutesType)
export class MinutesResolver {
  @Relation(() => MinutesCommentConnection)
  comments(): never {
    return broughtByReading()
  }

  @Mutation(() => MinutesType, { description: 'Opens the draft for comments of those who were asked.' })
  openMinutes(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('meetingId', () => ID) meetingId: string): Promise<unknown> {
    return openMinutes(context, info, meetingId)
  }

  @Mutation(() => MinutesType)
  commentMinutes(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('organizationId', () => ID) organizationId: string, @Arg('words', () => String) words: string): Promise<unknown> {
    return commentMinutes(context, info, { id, organizationId, words })
  }

  @Mutation(() => MinutesType)
  confirmMinutes(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('meetingId', () => ID) meetingId: string): Promise<unknown> {
    return confirmMinutes(context, info, meetingId)
  }

  @Mutation(() => MinutesType, { description: 'Numbers and seals them; the resolved items become duties.' })
  issueMinutes(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('meetingId', () => ID) meetingId: string): Promise<unknown> {
    return issueMinutes(context, info, meetingId)
  }

  @Mutation(() => MinutesType, { description: 'The next edition under the same number, with its reason.' })
  correctMinutes(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('meetingId', () => ID) meetingId: string, @Arg('reason', () => String) reason: string, @Arg('topics', () => [TopicCorrectionInput], { nullable: true }) topics?: TopicCorrectionInput[]): Promise<unknown> {
    return correctMinutes(context, info, { meetingId, reason, topics })
  }
}

@Resolver(() => JointMeetingType)
export class JointMeetingMinutesResolver {
  @Relation(() => MinutesConnection)
  minutes(): never {
    return broughtByReading()
  }
}
