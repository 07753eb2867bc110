import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, FieldResolver, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { RegistrationEnd, RegistrationKind, RegistrationStage } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { RegistrationEndEnum, RegistrationKindEnum, RegistrationStageEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { PersonType } from '../people/person.graphql.ts'
import { confirmRegistration, declineRegistration, endRegistration } from './decide.ts'
import { registrationConditions } from './reading.ts'
import { moveRegistration, registerMember, registerMemberFor, registerUnitParty } from './register.ts'

@InputType('RegistrationFilter')
export class RegistrationFilter {
  @Field(() => RegistrationKindEnum, { nullable: true }) kind?: RegistrationKind
  @Field(() => [RegistrationStageEnum], { nullable: true }) stage?: RegistrationStage[]
  @Field(() => ID, { nullable: true, description: 'At this street or community itself.' }) placeId?: string
  @Field(() => ID, { nullable: true, description: 'Of this unit and of its members.' }) unitId?: string
  @Field(() => ID, { nullable: true, description: 'At a place in the subtree of this organization.' }) withinId?: string
  @Field(() => Boolean, { nullable: true }) waitingForViewer?: boolean
}

@ObjectType('Registration', { implements: Node, description: '双报到: of a unit where it stands, of a member where they live.' })
export class RegistrationType extends Node {
  @Field(() => RegistrationKindEnum) kind!: RegistrationKind
  @Field(() => PersonType, { nullable: true }) person!: PersonType | null
  @Field(() => OrganizationType, { nullable: true }) unit!: OrganizationType | null
  @Field(() => OrganizationType) place!: OrganizationType
  @Field(() => RegistrationStageEnum) stage!: RegistrationStage
  @Field(() => Boolean, { description: 'Started by the place.' }) byPlace!: boolean
  @Field(() => RegistrationType, { nullable: true, description: 'The one that ends when this one is confirmed.' }) movedFrom!: RegistrationType | null
  @Field(() => InstantScalar, { nullable: true }) decidedAt!: string | null
  @Field(() => String, { nullable: true, description: 'Why it was declined; of the two sides alone.' }) reason!: string | null
  @Field(() => InstantScalar, { nullable: true }) endedAt!: string | null
  @Field(() => RegistrationEndEnum, { nullable: true }) endReason!: RegistrationEnd | null
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => Boolean) viewerMayConfirm!: boolean
  @Field(() => Boolean) viewerMayEnd!: boolean
}

export const RegistrationConnection = connectionOf(RegistrationType, 'Registration')

@Resolver(() => RegistrationType)
export class RegistrationResolver {
  @Query(() => RegistrationConnection)
  registrations(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => RegistrationFilter, { nullable: true }) filter?: RegistrationFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => registrationConditions(a, p, filter) })
  }

  @Mutation(() => RegistrationType, { description: 'Of oneself with the community of residence, which confirms it.' })
  registerMember(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('communityId', () => ID) communityId: string,
    @Arg('consent', () => Boolean, { description: 'That the community learns of the party membership.' }) consent: boolean,
  ): Promise<unknown> {
    return registerMember(context, info, { communityId, consent })
  }

  @Mutation(() => RegistrationType, { description: 'By the community, upon the signature of the person, who is told and can end it.' })
  registerMemberFor(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('communityId', () => ID) communityId: string, @Arg('personId', () => ID) personId: string, @Arg('consentOn', () => DateScalar) consentOn: string): Promise<unknown> {
    return registerMemberFor(context, info, { communityId, personId, consentOn })
  }

  @Mutation(() => RegistrationType, { description: "Of a unit's party organization with the street or community where it stands, from either side." })
  registerUnitParty(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('unitId', () => ID) unitId: string, @Arg('placeId', () => ID) placeId: string): Promise<unknown> {
    return registerUnitParty(context, info, { unitId, placeId })
  }

  @Mutation(() => RegistrationType, { description: 'To another community; the present one lasts until the new one is confirmed.' })
  moveRegistration(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('communityId', () => ID) communityId: string): Promise<unknown> {
    return moveRegistration(context, info, communityId)
  }

  @Mutation(() => RegistrationType)
  confirmRegistration(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return confirmRegistration(context, info, id)
  }

  @Mutation(() => RegistrationType)
  declineRegistration(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('reason', () => String) reason: string): Promise<unknown> {
    return declineRegistration(context, info, { id, reason })
  }

  @Mutation(() => RegistrationType, { description: 'By either side, when somebody leaves.' })
  endRegistration(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return endRegistration(context, info, id)
  }
}

@Resolver(() => PersonType)
export class PersonRegistrationsResolver {
  @Relation(() => RegistrationConnection, () => RegistrationFilter)
  registrations(): never {
    return broughtByReading()
  }
}

@Resolver(() => OrganizationType)
export class OrganizationRegistrationsResolver {
  @Relation(() => RegistrationConnection, () => RegistrationFilter)
  registrations(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Int, { description: 'Units whose party organizations are registered here or below.' })
  registeredUnits(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Members who are registered here or below; null but for the place and those above it.' })
  registeredMembers(): never {
    return broughtByReading()
  }
}
