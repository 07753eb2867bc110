import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Role } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { RoleEnum } from '../../graphql/enums.ts'
import { globalId } from '../../graphql/ids.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { InstantScalar } from '../../graphql/scalars.ts'
import { readOne, readPage } from '../../reading/read.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { changePassword, logIn, logOut, logOutEverywhere } from './log-in.ts'
import { createPerson, disablePerson, enablePerson, grantRole, resetPassword, revokeRole } from './operations.ts'
import { personConditions } from './reading.ts'

@InputType('PersonFilter')
export class PersonFilter {
  @Field(() => ID, { nullable: true, description: 'With a role, home unit or residence in this organization or below it.' }) organizationId?: string
  @Field(() => String, { nullable: true }) search?: string
  @Field(() => Boolean, { nullable: true, description: 'Whom a community keeps, or their children.' }) withoutPhone?: boolean
}

@ObjectType('Person', { implements: Node, description: 'Somebody: who logs in, or whom a community or a guardian entered.' })
export class PersonType extends Node {
  @Field(() => String) name!: string
  @Field(() => String, { nullable: true, description: 'Masked (138****2046) but for oneself and the administrator; null of whoever has none.' }) phone!: string | null
  @Field(() => InstantScalar, { nullable: true }) disabledAt!: string | null
  @Field(() => Boolean, { nullable: true, description: 'Null where the viewer may not know: oneself and the home unit may, and the community of residence with consent.' }) partyMember!: boolean | null
  @Field(() => OrganizationType, { nullable: true }) homeUnit!: OrganizationType | null
  @Field(() => OrganizationType, { nullable: true }) residenceCommunity!: OrganizationType | null
  @Field(() => PersonType, { nullable: true, description: 'Who enrols and consents for a child.' }) guardian!: PersonType | null
  @Field(() => Int, { nullable: true, description: 'Null where the viewer may not know: oneself, the guardian, and the community that keeps whoever has no phone may.' }) bornYear!: number | null
  @Field(() => InstantScalar, { nullable: true, description: 'When the person went at their own wish; what they did stays without a name.' }) erasedAt!: string | null
}

@ObjectType('RoleAssignment', { implements: Node, description: 'A role of a person in an organization.' })
export class RoleAssignmentType extends Node {
  @Field(() => RoleEnum) role!: Role
  @Field(() => OrganizationType) organization!: OrganizationType
  @Field(() => PersonType, { nullable: true }) person!: PersonType | null
  @Field(() => InstantScalar) grantedAt!: string
  @Field(() => InstantScalar, { nullable: true }) revokedAt!: string | null
}

export const PersonConnection = connectionOf(PersonType, 'Person')
export const RoleAssignmentConnection = connectionOf(RoleAssignmentType, 'RoleAssignment')

@Resolver(() => PersonType)
export class PersonResolver {
  @Relation(() => RoleAssignmentConnection)
  roles(): never {
    return broughtByReading()
  }

  @Relation(() => PersonConnection)
  children(): never {
    return broughtByReading()
  }

  @Query(() => PersonType, { nullable: true, description: 'Oneself; null when nobody is logged in.' })
  viewer(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> | null {
    return context.actor.personId ? readOne(context, info, 'Person', context.actor.personId) : null
  }

  @Query(() => PersonConnection, { description: 'Those whom the viewer administers, or knows through the home unit or the community.' })
  people(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => PersonFilter, { nullable: true }) filter?: PersonFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => personConditions(a, p, filter) })
  }

  @Mutation(() => PersonType)
  logIn(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('phone', () => String) phone: string, @Arg('password', () => String) password: string): Promise<unknown> {
    return logIn(context, info, { phone, password })
  }

  @Mutation(() => Boolean)
  logOut(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return logOut(context, info)
  }

  @Mutation(() => Boolean)
  logOutEverywhere(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return logOutEverywhere(context, info)
  }

  @Mutation(() => PersonType)
  changePassword(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('currentPassword', () => String) currentPassword: string, @Arg('newPassword', () => String) newPassword: string): Promise<unknown> {
    return changePassword(context, info, { id: globalId('Person', context.actor.personId ?? ''), currentPassword, newPassword })
  }

  @Mutation(() => PersonType)
  createPerson(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('name', () => String) name: string,
    @Arg('phone', () => String) phone: string,
    @Arg('password', () => String) password: string,
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('role', () => RoleEnum) role: Role,
  ): Promise<unknown> {
    return createPerson(context, info, { name, phone, password, organizationId, role })
  }

  @Mutation(() => PersonType)
  disablePerson(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return disablePerson(context, info, id)
  }

  @Mutation(() => PersonType)
  enablePerson(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return enablePerson(context, info, id)
  }

  @Mutation(() => PersonType)
  resetPassword(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('newPassword', () => String) newPassword: string): Promise<unknown> {
    return resetPassword(context, info, { id, newPassword })
  }

  @Mutation(() => RoleAssignmentType)
  grantRole(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('personId', () => ID) personId: string, @Arg('organizationId', () => ID) organizationId: string, @Arg('role', () => RoleEnum) role: Role): Promise<unknown> {
    return grantRole(context, info, { personId, organizationId, role })
  }

  @Mutation(() => RoleAssignmentType)
  revokeRole(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return revokeRole(context, info, id)
  }
}
