import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { Attendance } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { AttendanceEnum } from '../../graphql/enums.ts'
import { Node, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { InstantScalar } from '../../graphql/scalars.ts'
import { recordSessionAttendance } from './attendance.ts'
import { checkIn, checkOut } from './check-in.ts'
import { ActivitySessionType, SignUpType } from './session.graphql.ts'

@ObjectType('SessionAttendance', { implements: Node, description: '到场登记: that somebody came to a session, by code or by a list kept by hand.' })
export class SessionAttendanceType extends Node {
  @Field(() => SignUpType, { nullable: true }) signUp!: SignUpType | null
  @Field(() => ActivitySessionType, { nullable: true }) session!: ActivitySessionType | null
  @Field(() => AttendanceEnum) came!: Attendance
  @Field(() => InstantScalar, { nullable: true, description: 'When the code stood on the screen.' }) checkedInAt!: string | null
  @Field(() => InstantScalar, { nullable: true }) checkedOutAt!: string | null
  @Field(() => Int, { nullable: true, description: 'Within the session: without the way there and back.' }) minutes!: number | null
  @Field(() => Boolean, { description: 'By a phone that had no line at the time.' }) sentLate!: boolean
  @Field(() => Boolean, { description: 'The minutes went to the community for confirmation.' }) logged!: boolean
}

export const SessionAttendanceConnection = connectionOf(SessionAttendanceType, 'SessionAttendance')

@InputType('AttendanceEntryInput')
export class AttendanceEntryInput {
  @Field(() => ID) signUpId!: string
  @Field(() => AttendanceEnum, { description: 'PRESENT, ABSENT, or UNKNOWN again.' }) came!: Attendance
  @Field(() => Int, { nullable: true, description: "Where they are left out, the session's own." }) minutes?: number
}

@Resolver(() => ActivitySessionType)
export class SessionAttendanceResolver {
  @Relation(() => SessionAttendanceConnection)
  attendances(): never {
    return broughtByReading()
  }

  @Mutation(() => SessionAttendanceType, { description: 'By the code on the screen, scanned or (with the session) typed. Sent later, it counts for when it stood there.' })
  checkIn(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('code', () => String) code: string, @Arg('sessionId', () => ID, { nullable: true }) sessionId?: string): Promise<unknown> {
    return checkIn(context, info, { code, sessionId })
  }

  @Mutation(() => SessionAttendanceType, { description: 'The minutes served go to the community for confirmation.' })
  checkOut(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('code', () => String) code: string, @Arg('sessionId', () => ID, { nullable: true }) sessionId?: string): Promise<unknown> {
    return checkOut(context, info, { code, sessionId })
  }

  @Mutation(() => ActivitySessionType, { description: 'A list kept by hand, in one call; it counts as much as codes do.' })
  recordSessionAttendance(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('sessionId', () => ID) sessionId: string, @Arg('entries', () => [AttendanceEntryInput]) entries: AttendanceEntryInput[]): Promise<unknown> {
    return recordSessionAttendance(context, info, { sessionId, entries })
  }
}

@Resolver(() => SignUpType)
export class SignUpAttendanceResolver {
  @Relation(() => SessionAttendanceConnection)
  attendances(): never {
    return broughtByReading()
  }
}
