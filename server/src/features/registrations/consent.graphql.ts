import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { ConsentHow, ConsentPurpose } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { ConsentHowEnum, ConsentPurposeEnum } from '../../graphql/enums.ts'
import { Node, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar } from '../../graphql/scalars.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { PersonType } from '../people/person.graphql.ts'
import { giveConsent, withdrawConsent } from './consents.ts'
import { correctMyName, eraseMyself, erasePerson } from './erase.ts'
import { addChild, enterChild, enterPerson } from './entered.ts'

@ObjectType('Consent', { implements: Node, description: '同意: that a person agreed to one purpose.' })
export class ConsentType extends Node {
  @Field(() => PersonType, { nullable: true }) person!: PersonType | null
  @Field(() => ConsentPurposeEnum) purpose!: ConsentPurpose
  @Field(() => ConsentHowEnum) how!: ConsentHow
  @Field(() => PersonType, { nullable: true, description: 'The person, the guardian, or who recorded what was signed.' }) givenBy!: PersonType | null
  @Field(() => OrganizationType, { nullable: true, description: 'Who keeps the paper.' }) organization!: OrganizationType | null
  @Field(() => DateScalar) agreedOn!: string
  @Field(() => InstantScalar) givenAt!: string
  @Field(() => InstantScalar, { nullable: true }) withdrawnAt!: string | null
  @Field(() => Boolean) viewerMayWithdraw!: boolean
}

export const ConsentConnection = connectionOf(ConsentType, 'Consent')

@Resolver(() => ConsentType)
export class ConsentResolver {
  @Mutation(() => ConsentType, { description: 'To one purpose; for a child by its guardian, for who has no phone by the community, with the date of the paper.' })
  giveConsent(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('purpose', () => ConsentPurposeEnum) purpose: ConsentPurpose,
    @Arg('personId', () => ID, { nullable: true, description: 'Oneself without it.' }) personId?: string,
    @Arg('agreedOn', () => DateScalar, { nullable: true, description: 'Of the paper, and only of a paper.' }) agreedOn?: string,
  ): Promise<unknown> {
    return giveConsent(context, info, { purpose, personId: personId ?? undefined, agreedOn: agreedOn ?? undefined })
  }

  @Mutation(() => ConsentType, { description: 'What was kept for the purpose goes with it.' })
  withdrawConsent(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return withdrawConsent(context, info, id)
  }
}

@Resolver(() => PersonType)
export class EnteredPersonResolver {
  @Relation(() => ConsentConnection)
  consents(): never {
    return broughtByReading()
  }

  @Mutation(() => PersonType)
  correctMyName(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('name', () => String) name: string): Promise<unknown> {
    return correctMyName(context, info, name)
  }

  @Mutation(() => PersonType, { description: 'Everything that tells who the viewer was goes for good, and that of their children; totals stay. Every log-in ends.' })
  eraseMyself(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('password', () => String) password: string): Promise<unknown> {
    return eraseMyself(context, info, password)
  }

  @Mutation(() => PersonType, { description: 'The same of a child, by its guardian, or of who has no phone, by the community. Answers with the viewer.' })
  erasePerson(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return erasePerson(context, info, id)
  }

  @Mutation(() => PersonType, { description: 'Somebody without a phone, whom the community keeps; they do not log in.' })
  enterPerson(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('communityId', () => ID) communityId: string, @Arg('name', () => String) name: string, @Arg('bornYear', () => Int, { nullable: true }) bornYear?: number): Promise<unknown> {
    return enterPerson(context, info, { communityId, name, bornYear: bornYear ?? undefined })
  }

  @Mutation(() => PersonType, { description: 'A child of the viewer, who agrees that its data are kept.' })
  addChild(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('name', () => String) name: string, @Arg('bornYear', () => Int) bornYear: number, @Arg('consent', () => Boolean) consent: boolean): Promise<unknown> {
    return addChild(context, info, { name, bornYear, consent })
  }

  @Mutation(() => PersonType, { description: "The child of a guardian without a phone, upon the guardian's signature." })
  enterChild(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('guardianId', () => ID) guardianId: string,
    @Arg('name', () => String) name: string,
    @Arg('bornYear', () => Int) bornYear: number,
    @Arg('agreedOn', () => DateScalar) agreedOn: string,
  ): Promise<unknown> {
    return enterChild(context, info, { guardianId, name, bornYear, agreedOn })
  }
}
