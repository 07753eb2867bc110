import DataLoader from 'dataloader'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql'
import { MODELS } from '../reading/models.ts'
import { LARGEST_PAGE } from '../reading/page.ts'
import { readMany } from '../reading/read.ts'
import { Refusal } from '../refusal.ts'
import type { Context } from './context.ts'
import { type ObjectId, tryParseId } from './ids.ts'
import { Node } from './paging.ts'

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'The object with this id, or null where the viewer sees none.' })
  node(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return loaderOf(context, info).load(id)
  }

  @Query(() => [Node], { nullable: 'items', description: 'Like node, for up to 100 ids: one statement for each type among them.' })
  nodes(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('ids', () => [ID]) ids: string[]): Promise<unknown> {
    if (ids.length > LARGEST_PAGE) throw new Refusal('PAGE_TOO_LARGE', { most: LARGEST_PAGE })
    return loaderOf(context, info).loadMany(ids)
  }
}

/** One selection's objects by global id. */
function loaderOf(context: Context, info: GraphQLResolveInfo): DataLoader<string, object | null> {
  return new DataLoader(async (ids) => {
    const wanted = ids.map(tryParseId)
    const byType = Map.groupBy(wanted.filter((id): id is ObjectId => id !== null && Object.hasOwn(MODELS, id.type)), ({ type }) => type)
    const found = await Promise.all([...byType].map(async ([type, objects]) => [type, await readMany(context, info, type, objects.map(({ uuid }) => uuid))] as const))
    const objects = new Map(found)
    return wanted.map((id) => (id ? (objects.get(id.type)?.get(id.uuid) ?? null) : null))
  })
}
