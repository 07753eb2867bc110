import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { MatchingScope } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { MatchingScopeEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { InstantScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { AuditEventConnection, ENTRY_ORDERS, EntryFilter, EntryInput, type EntryOrder, EntryType } from './entry.graphql.ts'
import { draftNeed, publishEntry, reviseNeed, withdrawEntry } from './operations.ts'
import { Need } from './need.ts'
import { entryConditions } from './reading.ts'

@ObjectType('Need', { implements: Node, description: '需求: what an organization lacks; a line of the need list (需求清单).' })
export class NeedType extends EntryType {
  @Field(() => Int) quantity!: number
  @Field(() => Int, { description: 'Confirmed by both sides.' }) metQuantity!: number
  @Field(() => Int, { description: '1 (can wait) to 5 (at once).' }) urgency!: number
  @Field(() => MatchingScopeEnum, { nullable: true, description: '匹配范围: how far it is offered for now; null before it is published.' }) scope!: MatchingScope | null
  @Field(() => InstantScalar, { nullable: true }) scopeSince!: string | null
  @Field(() => Int, { nullable: true, description: 'Metres in a straight line at most.' }) farthest!: number | null
}
export const NeedConnection = connectionOf(NeedType, 'Need')

@InputType('NeedInput')
export class NeedInput extends EntryInput {
  @Field(() => Int) quantity!: number
  @Field(() => Int) urgency!: number
  @Field(() => Int, { nullable: true, description: 'Metres in a straight line at most, 1 to 100,000.' }) farthest?: number | null
}

@Resolver(() => NeedType)
export class NeedResolver {
  @Relation(() => AuditEventConnection)
  history(): never {
    return broughtByReading()
  }

  @Query(() => NeedConnection, { description: '需求清单' })
  needs(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => EntryFilter, { nullable: true }) filter?: EntryFilter,
    @Arg('orderBy', () => ENTRY_ORDERS, { nullable: true }) orderBy?: EntryOrder,
  ): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, order: orderBy, where: (a, p) => entryConditions(a, p, filter) })
  }

  @Mutation(() => NeedType, { description: 'Keeps a draft; publishNeed puts it on the list.' })
  draftNeed(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('input', () => NeedInput) input: NeedInput): Promise<unknown> {
    return draftNeed(context, info, input)
  }

  @Mutation(() => NeedType)
  reviseNeed(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('version', () => Int) version: number, @Arg('input', () => NeedInput) input: NeedInput): Promise<unknown> {
    return reviseNeed(context, info, { id, version, input })
  }

  @Mutation(() => NeedType)
  publishNeed(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return publishEntry(context, info, Need, id)
  }

  @Mutation(() => NeedType)
  withdrawNeed(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('reason', () => String) reason: string): Promise<unknown> {
    return withdrawEntry(context, info, Need, { id, reason })
  }
}
