import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { OwnersDecisionBy, Supply } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { OwnersDecisionByEnum, SupplyEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { AuditEventConnection, ENTRY_ORDERS, EntryFilter, EntryInput, type EntryOrder, EntryType } from './entry.graphql.ts'
import { NeedConnection } from './need.graphql.ts'
import { draftResource, publishEntry, reviseResource, withdrawEntry } from './operations.ts'
import { entryConditions } from './reading.ts'
import { Resource } from './resource.ts'

@ObjectType('Resource', { implements: Node, description: '资源: what an organization can give; a line of the resource list (资源清单).' })
export class ResourceType extends EntryType {
  @Field(() => SupplyEnum) supply!: Supply
  @Field(() => Int, { nullable: true, description: 'At any moment (REUSABLE), altogether (CONSUMABLE), null when UNLIMITED.' }) quantity!: number | null
  @Field(() => Int, { description: 'REUSABLE: the most promised at any one moment; CONSUMABLE: what is promised altogether.' }) takenQuantity!: number
  @Field(() => Boolean, { description: "Owners' common property (业主共有)." }) commonProperty!: boolean
  @Field(() => OwnersDecisionByEnum, { nullable: true }) ownersDecisionBy!: OwnersDecisionBy | null
  @Field(() => DateScalar, { nullable: true }) ownersDecisionOn!: string | null
  @Field(() => String, { nullable: true }) ownersDecisionText!: string | null
}
export const ResourceConnection = connectionOf(ResourceType, 'Resource')

@InputType('ResourceInput')
export class ResourceInput extends EntryInput {
  @Field(() => SupplyEnum) supply!: Supply
  @Field(() => Int, { nullable: true }) quantity?: number
  @Field(() => Boolean, { nullable: true }) commonProperty?: boolean
  @Field(() => OwnersDecisionByEnum, { nullable: true }) ownersDecisionBy?: OwnersDecisionBy
  @Field(() => DateScalar, { nullable: true }) ownersDecisionOn?: string
  @Field(() => String, { nullable: true }) ownersDecisionText?: string
}

@Resolver(() => ResourceType)
export class ResourceResolver {
  @Relation(() => AuditEventConnection)
  history(): never {
    return broughtByReading()
  }

  @Query(() => ResourceConnection, { description: '资源清单' })
  resources(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => EntryFilter, { nullable: true }) filter?: EntryFilter,
    @Arg('orderBy', () => ENTRY_ORDERS, { nullable: true }) orderBy?: EntryOrder,
  ): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, order: orderBy === 'URGENCY' ? 'NEWEST' : orderBy, where: (a, p) => entryConditions(a, p, filter) })
  }

  @Mutation(() => ResourceType, { description: 'Keeps a draft; publishResource puts it on the list.' })
  draftResource(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('input', () => ResourceInput) input: ResourceInput): Promise<unknown> {
    return draftResource(context, info, input)
  }

  @Mutation(() => ResourceType)
  reviseResource(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('version', () => Int) version: number, @Arg('input', () => ResourceInput) input: ResourceInput): Promise<unknown> {
    return reviseResource(context, info, { id, version, input })
  }

  @Mutation(() => ResourceType)
  publishResource(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return publishEntry(context, info, Resource, id)
  }

  @Mutation(() => ResourceType)
  withdrawResource(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('reason', () => String) reason: string): Promise<unknown> {
    return withdrawEntry(context, info, Resource, { id, reason })
  }
}

/** Both lists of one organization. */
@Resolver(() => OrganizationType)
export class OrganizationListsResolver {
  @Relation(() => NeedConnection, () => EntryFilter)
  needs(): never {
    return broughtByReading()
  }

  @Relation(() => ResourceConnection, () => EntryFilter)
  resources(): never {
    return broughtByReading()
  }
}
