import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { SignUpStage } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { SignUpStageEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { InstantScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { PersonType } from '../people/person.graphql.ts'
import { BookingConnection } from '../projects/project.graphql.ts'
import { ActivityFilter, ActivityType } from './activity.graphql.ts'
import { cancelSession, setPlaces } from './publish.ts'
import { sessionConditions } from './reading.ts'
import { decideSignUp, signUp, withdrawSignUp } from './signing.ts'

@ObjectType('ActivitySession', { implements: Node, description: '场次: one time at which an activity takes place.' })
export class ActivitySessionType extends Node {
  @Field(() => ActivityType, { nullable: true }) activity!: ActivityType | null
  @Field(() => InstantScalar) startsAt!: string
  @Field(() => InstantScalar) endsAt!: string
  @Field(() => String) place!: string
  @Field(() => InstantScalar, { nullable: true }) cancelledAt!: string | null
  @Field(() => String, { nullable: true }) cancelReason!: string | null
  @Field(() => String, { nullable: true, description: 'The title of what the viewer has at the same time.' }) viewerClash!: string | null
  @Field(() => Boolean, { description: 'Who came, by code or by hand.' }) viewerMayRecord!: boolean
  @Field(() => Boolean) viewerMayCancel!: boolean
}

@ObjectType('SignUp', { implements: Node, description: '报名: a place taken of one’s own will, or waited for.' })
export class SignUpType extends Node {
  @Field(() => ActivityType, { nullable: true }) activity!: ActivityType | null
  @Field(() => ActivityRoleType, { nullable: true }) role!: ActivityRoleType | null
  @Field(() => PersonType, { nullable: true }) person!: PersonType | null
  @Field(() => String) personName!: string
  @Field(() => SignUpStageEnum) stage!: SignUpStage
  @Field(() => Int, { nullable: true, description: 'How many are before one on the waiting list, oneself included.' }) queuePosition!: number | null
  @Field(() => String, { nullable: true, description: 'Why it was declined.' }) reason!: string | null
  @Field(() => InstantScalar, { nullable: true }) placedAt!: string | null
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => Boolean) viewerMayWithdraw!: boolean
  @Field(() => Boolean) viewerMayDecide!: boolean
}

@ObjectType('ActivityRole', { implements: Node, description: '名额: what one comes as, and how many places there are.' })
export class ActivityRoleType extends Node {
  @Field(() => ActivityType, { nullable: true }) activity!: ActivityType | null
  @Field(() => ActivitySessionType, { nullable: true, description: 'Null: for the whole term.' }) session!: ActivitySessionType | null
  @Field(() => String) title!: string
  @Field(() => Boolean, { description: 'Hours are counted.' }) serves!: boolean
  @Field(() => Int) places!: number
  @Field(() => Int) taken!: number
  @Field(() => Int, { description: 'On the waiting list.' }) queued!: number
  @Field(() => InstantScalar, { description: 'Until when one signs up and withdraws.' }) closesAt!: string
  @Field(() => SignUpType, { nullable: true, description: "The viewer's own." }) viewerSignUp!: SignUpType | null
  @Field(() => Boolean) viewerMaySignUp!: boolean
  @Field(() => Boolean) viewerMaySetPlaces!: boolean
}

export const ActivitySessionConnection = connectionOf(ActivitySessionType, 'ActivitySession')
export const ActivityRoleConnection = connectionOf(ActivityRoleType, 'ActivityRole')
export const SignUpConnection = connectionOf(SignUpType, 'SignUp')

@Resolver(() => ActivitySessionType)
export class ActivitySessionResolver {
  @Relation(() => ActivityRoleConnection)
  roles(): never {
    return broughtByReading()
  }

  @Relation(() => SignUpConnection)
  signUps(): never {
    return broughtByReading()
  }

  @Relation(() => SignUpConnection)
  viewerSignUps(): never {
    return broughtByReading()
  }

  @Relation(() => BookingConnection)
  bookings(): never {
    return broughtByReading()
  }

  @Query(() => ActivitySessionConnection, { description: 'The soonest first: near me this week, a timetable, what one is signed up for.' })
  activitySessions(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => ActivityFilter, { nullable: true }) filter?: ActivityFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => sessionConditions(a, p, filter) })
  }

  @Mutation(() => ActivitySessionType, { description: 'One of several does not take place; everybody signed up for it is told why.' })
  cancelSession(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('reason', () => String) reason: string): Promise<unknown> {
    return cancelSession(context, info, { id, reason })
  }

  @Mutation(() => ActivityRoleType, { description: 'More places let the first of the waiting list move up.' })
  setPlaces(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('places', () => Int) places: number): Promise<unknown> {
    return setPlaces(context, info, { id, places })
  }

  @Mutation(() => SignUpType, { description: 'Oneself; a child whose guardian one is; somebody of one’s community without a phone. A place, or the next number of the waiting list.' })
  signUp(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('roleId', () => ID) roleId: string, @Arg('personId', () => ID, { nullable: true }) personId?: string): Promise<unknown> {
    return signUp(context, info, { roleId, personId })
  }

  @Mutation(() => SignUpType, { description: 'Until it begins; the first of the waiting list moves up.' })
  withdrawSignUp(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return withdrawSignUp(context, info, id)
  }

  @Mutation(() => SignUpType, { description: 'Where the organizer approves: a place (or the waiting list), or a reason why not.' })
  decideSignUp(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('accepted', () => Boolean) accepted: boolean, @Arg('reason', () => String, { nullable: true }) reason?: string): Promise<unknown> {
    return decideSignUp(context, info, { id, accepted, reason })
  }
}

@Resolver(() => ActivityType)
export class ActivitySessionsResolver {
  @Relation(() => ActivitySessionConnection)
  sessions(): never {
    return broughtByReading()
  }

  @Relation(() => ActivityRoleConnection)
  roles(): never {
    return broughtByReading()
  }

  @Relation(() => SignUpConnection)
  signUps(): never {
    return broughtByReading()
  }
}

@Resolver(() => PersonType)
export class PersonSignUpsResolver {
  @Relation(() => SignUpConnection)
  signUps(): never {
    return broughtByReading()
  }
}
