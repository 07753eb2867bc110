import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { OrganizationKind, UnitKind } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { OrganizationKindEnum, UnitKindEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { readPage } from '../../reading/read.ts'
import { locateOrganization, registerUnit } from './operations.ts'
import { organizationConditions } from './reading.ts'

@InputType('OrganizationFilter')
export class OrganizationFilter {
  @Field(() => [OrganizationKindEnum], { nullable: true }) kind?: OrganizationKind[]
  @Field(() => ID, { nullable: true }) parentId?: string
  @Field(() => ID, { nullable: true, description: 'In the subtree of this organization.' }) withinId?: string
  @Field(() => String, { nullable: true, description: 'Part of the name; two characters are found by an index.' }) search?: string
}

@ObjectType('Organization', { implements: Node, description: '组织: a node of the administrative tree, or a unit that stands in it.' })
export class OrganizationType extends Node {
  @Field(() => OrganizationKindEnum) kind!: OrganizationKind
  @Field(() => UnitKindEnum, { nullable: true }) unitKind!: UnitKind | null
  @Field(() => String) name!: string
  @Field(() => String, { nullable: true, description: 'Official statistical division code of 2, 4, 6, 9 or 12 digits; null for units and for places that have none yet.' }) code!: string | null
  @Field(() => Boolean, { description: 'Named after a real organization as an example (示例).' }) isExample!: boolean
  @Field(() => String, { description: 'Names of the district, street and community above it.' }) placeName!: string
  @Field(() => Int, { nullable: true, description: 'WGS 84, in millionths of a degree; null where nobody has said.' }) latitude!: number | null
  @Field(() => Int, { nullable: true }) longitude!: number | null
  @Field(() => Boolean, { description: 'Whether the viewer may say where it is.' }) viewerMayLocate!: boolean
  @Field(() => OrganizationType, { nullable: true }) parent!: OrganizationType | null
}

@ObjectType('Compound', { implements: Node, description: '小区: a residential compound under a community.' })
export class CompoundType extends Node {
  @Field(() => String) name!: string
  @Field(() => OrganizationType) community!: OrganizationType
}

export const OrganizationConnection = connectionOf(OrganizationType, 'Organization')
export const CompoundConnection = connectionOf(CompoundType, 'Compound')

@Resolver(() => OrganizationType)
export class OrganizationResolver {
  @Relation(() => OrganizationConnection, () => OrganizationFilter)
  children(): never {
    return broughtByReading()
  }

  @Relation(() => CompoundConnection)
  compounds(): never {
    return broughtByReading()
  }

  @Query(() => OrganizationConnection)
  organizations(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => OrganizationFilter, { nullable: true }) filter?: OrganizationFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => organizationConditions(a, p, filter) })
  }

  @Mutation(() => OrganizationType, { description: 'A unit (驻区单位) under a street or community.' })
  registerUnit(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('parentId', () => ID) parentId: string, @Arg('name', () => String) name: string, @Arg('unitKind', () => UnitKindEnum) unitKind: UnitKind): Promise<unknown> {
    return registerUnit(context, info, { parentId, name, unitKind })
  }

  @Mutation(() => OrganizationType, { description: 'Where it is: WGS 84 in millionths of a degree, within China; nothing takes it back.' })
  locateOrganization(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('latitude', () => Int, { nullable: true }) latitude?: number | null,
    @Arg('longitude', () => Int, { nullable: true }) longitude?: number | null,
  ): Promise<unknown> {
    return locateOrganization(context, info, { id, latitude: latitude ?? null, longitude: longitude ?? null })
  }
}
