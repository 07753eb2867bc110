import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, FieldResolver, ID, Info, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { DocumentKind } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { DocumentKindEnum } from '../../graphql/enums.ts'
import { Node, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar } from '../../graphql/scalars.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { PersonType } from '../people/person.graphql.ts'
import { setIdentityDocument, unmaskDocument } from './documents.ts'

@ObjectType('IdentityDocument', { implements: Node, description: '证件: kind and masked number; the number itself only through unmaskDocument.' })
export class IdentityDocumentType extends Node {
  @Field(() => PersonType, { nullable: true }) person!: PersonType | null
  @Field(() => DocumentKindEnum, { nullable: true, description: 'Null once it is wiped.' }) kind!: DocumentKind | null
  @Field(() => String, { nullable: true, description: '130***********0046' }) maskedNumber!: string | null
  @Field(() => InstantScalar) updatedAt!: string
  @Field(() => Boolean) viewerMayUnmask!: boolean
}

@ObjectType('Unmasking', { implements: Node, description: '查看证件记录: who looked at the whole number of a document, and what for.' })
export class UnmaskingType extends Node {
  @Field(() => IdentityDocumentType, { nullable: true }) document!: IdentityDocumentType | null
  @Field(() => PersonType, { nullable: true, description: 'Whose document it is.' }) person!: PersonType | null
  @Field(() => OrganizationType) organization!: OrganizationType
  @Field(() => String) actorName!: string
  @Field(() => String) purpose!: string
  @Field(() => InstantScalar) at!: string
  @Field(() => String, { nullable: true, description: 'The whole number, for five minutes and for who looked.' }) number!: string | null
}

export const UnmaskingConnection = connectionOf(UnmaskingType, 'Unmasking')

@Resolver(() => IdentityDocumentType)
export class IdentityDocumentResolver {
  @Relation(() => UnmaskingConnection)
  unmaskings(): never {
    return broughtByReading()
  }

  @Mutation(() => IdentityDocumentType, { description: 'Of oneself, of a child by its guardian, of who has no phone by the community, with the date of the paper. What was kept before is replaced.' })
  setIdentityDocument(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('kind', () => DocumentKindEnum) kind: DocumentKind,
    @Arg('number', () => String) number: string,
    @Arg('consent', () => Boolean, { description: 'That it is kept, for certificates.' }) consent: boolean,
    @Arg('personId', () => ID, { nullable: true, description: 'Oneself without it.' }) personId?: string,
    @Arg('agreedOn', () => DateScalar, { nullable: true, description: 'Of the paper, and only of a paper.' }) agreedOn?: string,
  ): Promise<unknown> {
    return setIdentityDocument(context, info, { kind, number, consent, personId: personId ?? undefined, agreedOn: agreedOn ?? undefined })
  }

  @Mutation(() => UnmaskingType, { description: 'Looks at the whole number: needs a purpose, is written down, and the person is told.' })
  unmaskDocument(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('purpose', () => String) purpose: string): Promise<unknown> {
    return unmaskDocument(context, info, { id, purpose })
  }
}

@Resolver(() => OrganizationType)
export class OrganizationUnmaskingsResolver {
  @Relation(() => UnmaskingConnection)
  unmaskings(): never {
    return broughtByReading()
  }
}

@Resolver(() => PersonType)
export class PersonDocumentResolver {
  @FieldResolver(() => IdentityDocumentType, { nullable: true })
  identityDocument(): never {
    return broughtByReading()
  }

  @Relation(() => UnmaskingConnection)
  unmaskings(): never {
    return broughtByReading()
  }
}
