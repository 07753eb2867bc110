import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../../graphql/context.ts'
import { broughtByReading } from '../../graphql/paging.ts'
import { ProxyInput, ProxyRecordType } from '../lists/entry.graphql.ts'
import { ResourceType } from '../lists/resource.graphql.ts'
import { assignPlaces } from './places.ts'

@Resolver(() => ResourceType)
export class ResourcePlacesResolver {
  @FieldResolver(() => ProxyRecordType, { nullable: true, description: "Where the numbers were last given out on the unit's behalf." })
  placesProxyRecord(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Boolean)
  viewerMayAssignPlaces(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Boolean, { description: "Only by recording on the unit's behalf (代录)." })
  viewerMayAssignPlacesForUnit(): never {
    return broughtByReading()
  }

  @Mutation(() => ResourceType, { description: '分配编号: gives numbered places to the projects that go on with it; what they have they keep wherever that is possible.' })
  assignPlaces(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('proxy', () => ProxyInput, { nullable: true }) proxy?: ProxyInput): Promise<unknown> {
    return assignPlaces(context, info, { id, proxy })
  }
}
