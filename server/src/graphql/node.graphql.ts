import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql'
import { readOne } from '../reading/read.ts'
import { MODELS } from '../reading/models.ts'
import { Refusal } from '../refusal.ts'
import type { Context } from './context.ts'
import { parseId } from './ids.ts'
import { LARGEST_PAGE } from '../reading/page.ts'
import { Node } from './paging.ts'

@Resolver()
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'The object with this id, or null where the viewer sees none.' })
  node(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return readNode(context, info, id)
  }

  @Query(() => [Node], { nullable: 'items', description: 'Like node, for up to 100 ids.' })
  nodes(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('ids', () => [ID]) ids: string[]): Promise<unknown> {
    if (ids.length > LARGEST_PAGE) throw new Refusal('PAGE_TOO_LARGE', { most: LARGEST_PAGE })
    return Promise.all(ids.map((id) => readNode(context, info, id)))
  }
}

async function readNode(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  try {
    const { type, uuid } = parseId(id)
    return type in MODELS ? await readOne(context, info, type, uuid) : null
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NOT_FOUND') return null
    throw error
  }
}
