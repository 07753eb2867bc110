import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, FieldResolver, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver, Root, Subscription } from 'type-graphql'
import type { NoticeKind } from '@red-alliance/shared/glossary'
import { PersonType } from '../features/people/person.graphql.ts'
import type { Context } from '../graphql/context.ts'
import { NoticeKindEnum } from '../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../graphql/paging.ts'
import { InstantScalar, JSONScalar } from '../graphql/scalars.ts'
import { readOne, readPage } from '../reading/read.ts'
import { type Arrival, arrivals } from './arrivals.ts'
import { markAllNoticesRead, markNoticeRead } from './operations.ts'
import { noticeConditions } from './reading.ts'

@InputType('NoticeFilter')
export class NoticeFilter {
  @Field(() => Boolean, { nullable: true, description: 'True: those that are not read yet; false: those that are.' }) unread?: boolean
}

@ObjectType('Notice', { implements: Node, description: '消息: something that happened and concerns the viewer.' })
export class NoticeType extends Node {
  @Field(() => NoticeKindEnum) kind!: NoticeKind
  @Field(() => String, { description: 'Type of what it is about.' }) subjectType!: string
  @Field(() => String, { description: 'Global id of what it is about, for node(id).' }) subjectId!: string
  @Field(() => JSONScalar, { description: 'What its sentence needs: codes, numbers and titles.' }) details!: object
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => InstantScalar, { nullable: true }) readAt!: string | null
}
export const NoticeConnection = connectionOf(NoticeType, 'Notice')

@Resolver(() => NoticeType)
export class NoticeResolver {
  @Query(() => NoticeConnection, { description: "The viewer's inbox, newest first." })
  notices(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => NoticeFilter, { nullable: true }) filter?: NoticeFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => noticeConditions(a, p, filter) })
  }

  @Mutation(() => NoticeType)
  markNoticeRead(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return markNoticeRead(context, info, id)
  }

  @Mutation(() => PersonType, { description: 'Everything that is in the inbox now; answers with the viewer.' })
  markAllNoticesRead(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return markAllNoticesRead(context, info)
  }

  @Subscription(() => NoticeType, { nullable: true, subscribe: ({ context }) => arrivals(context), description: 'Each notice of the viewer at the moment it arrives. Over graphql-ws at /graphql, with the session of the cookie.' })
  noticeArrived(@Root() { id, context }: Arrival, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readOne(context, info, 'Notice', id)
  }
}

@Resolver(() => PersonType)
export class PersonNoticesResolver {
  @FieldResolver(() => Int, { nullable: true, description: 'Of oneself alone; null of others.' })
  unreadNotices(): never {
    return broughtByReading()
  }
}
