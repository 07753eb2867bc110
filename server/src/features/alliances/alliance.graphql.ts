import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, FieldResolver, ID, Info, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../../graphql/context.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { admitAllianceMember, endAllianceMembership } from './operations.ts'
import { allianceConditions } from './reading.ts'

@InputType('AllianceFilter')
export class AllianceFilter {
  @Field(() => ID, { nullable: true }) withinId?: string
  @Field(() => ID, { nullable: true, description: 'To which this organization belongs as a member.' }) memberId?: string
  @Field(() => ID, { nullable: true }) convenerId?: string
  @Field(() => Boolean, { nullable: true, description: 'Those the viewer stands in.' }) mine?: boolean
}

@ObjectType('Alliance', { implements: Node, description: '红色联盟: the units around one convening street or community.' })
export class AllianceType extends Node {
  @Field(() => String) name!: string
  @Field(() => OrganizationType) convener!: OrganizationType
  @Field(() => Boolean) viewerMayRunMatching!: boolean
  @Field(() => Boolean) viewerMayAdmitMember!: boolean
}

@ObjectType('AllianceMember', { implements: Node, description: '联盟成员: a unit that has signed the co-construction agreement (共建协议).' })
export class AllianceMemberType extends Node {
  @Field(() => AllianceType) alliance!: AllianceType
  @Field(() => OrganizationType) organization!: OrganizationType
  @Field(() => DateScalar) signedOn!: string
  @Field(() => DateScalar, { nullable: true }) leftOn!: string | null
}

export const AllianceConnection = connectionOf(AllianceType, 'Alliance')
export const AllianceMemberConnection = connectionOf(AllianceMemberType, 'AllianceMember')

@Resolver(() => AllianceType)
export class AllianceResolver {
  @Relation(() => AllianceMemberConnection)
  members(): never {
    return broughtByReading()
  }

  @Query(() => AllianceConnection)
  alliances(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => AllianceFilter, { nullable: true }) filter?: AllianceFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => allianceConditions(a, p, filter) })
  }

  @Mutation(() => AllianceMemberType)
  admitAllianceMember(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('allianceId', () => ID) allianceId: string, @Arg('organizationId', () => ID) organizationId: string, @Arg('signedOn', () => DateScalar) signedOn: string): Promise<unknown> {
    return admitAllianceMember(context, info, { allianceId, organizationId, signedOn })
  }

  @Mutation(() => AllianceMemberType)
  endAllianceMembership(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return endAllianceMembership(context, info, id)
  }
}

/** What alliances add to an organization. */
@Resolver(() => OrganizationType)
export class OrganizationAlliancesResolver {
  @Relation(() => AllianceMemberConnection)
  memberships(): never {
    return broughtByReading()
  }

  @FieldResolver(() => AllianceType, { nullable: true, description: 'The alliance it convenes.' })
  alliance(): never {
    return broughtByReading()
  }
}
