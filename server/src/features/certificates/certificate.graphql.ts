import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, FieldResolver, ID, Info, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { CertificateState } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { CertificateStateEnum } from '../../graphql/enums.ts'
import { Node, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar, JSONScalar } from '../../graphql/scalars.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { PersonType } from '../people/person.graphql.ts'
import { issueCertificate, revokeCertificate, setCertificateIssuer } from './operations.ts'

@ObjectType('CertificateIssuer', { implements: Node, description: '出具单位: who answers for the certificates of a community or street, and where to ask.' })
export class CertificateIssuerType extends Node {
  @Field(() => OrganizationType) community!: OrganizationType
  @Field(() => String, { description: '负责人.' }) responsible!: string
  @Field(() => String, { description: '经办人.' }) handler!: string
  @Field(() => String) telephone!: string
  @Field(() => InstantScalar) updatedAt!: string
}

@ObjectType('ServiceCertificate', { implements: Node, description: '志愿服务记录证明: what a community certifies of its own records; issued, it never changes.' })
export class ServiceCertificateType extends Node {
  @Field(() => PersonType, { nullable: true }) person!: PersonType | null
  @Field(() => OrganizationType) community!: OrganizationType
  @Field(() => String) number!: string
  @Field(() => CertificateStateEnum) state!: CertificateState
  @Field(() => String, { nullable: true, description: 'As on the paper; null once the person was erased.' }) name!: string | null
  @Field(() => DateScalar) fromOn!: string
  @Field(() => DateScalar) toOn!: string
  @Field(() => DateScalar) issuedOn!: string
  @Field(() => Int) minutes!: number
  @Field(() => Int, { description: 'Records of service.' }) count!: number
  @Field(() => JSONScalar, { nullable: true, description: 'What was issued, word for word (server/src/texts/certificate/document.ts); null once the person was erased.' }) document!: object | null
  @Field(() => String, { description: 'SHA-256 of what was issued, in hexadecimal.' }) sha256!: string
  @Field(() => String, { description: 'Ten characters that stand on the paper: with the number they verify it.' }) checkCode!: string
  @Field(() => InstantScalar, { nullable: true }) revokedAt!: string | null
  @Field(() => String, { nullable: true }) revokeReason!: string | null
  @Field(() => Boolean) viewerMayRevoke!: boolean
}

@InputType('CertificateFilter')
export class CertificateFilter {
  @Field(() => CertificateStateEnum, { nullable: true }) state?: CertificateState
  @Field(() => Int, { nullable: true, description: 'The year in which it was issued.' }) year?: number
}

export const ServiceCertificateConnection = connectionOf(ServiceCertificateType, 'ServiceCertificate')

@Resolver(() => ServiceCertificateType)
export class ServiceCertificateResolver {
  @Mutation(() => CertificateIssuerType, { description: 'Who answers for the certificates of a community or street; on those already issued nothing changes.' })
  setCertificateIssuer(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('communityId', () => ID) communityId: string,
    @Arg('responsible', () => String) responsible: string,
    @Arg('handler', () => String) handler: string,
    @Arg('telephone', () => String) telephone: string,
  ): Promise<unknown> {
    return setCertificateIssuer(context, info, { communityId, responsible, handler, telephone })
  }

  @Mutation(() => ServiceCertificateType, { description: "Of the community's own confirmed records in this time, at once and free of charge; for oneself, or for whom one speaks." })
  issueCertificate(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('communityId', () => ID) communityId: string,
    @Arg('fromOn', () => DateScalar) fromOn: string,
    @Arg('toOn', () => DateScalar) toOn: string,
    @Arg('personId', () => ID, { nullable: true, description: 'A child one guards, or somebody without a phone whom the community keeps.' }) personId?: string,
  ): Promise<unknown> {
    return issueCertificate(context, info, { communityId, fromOn, toOn, personId })
  }

  @Mutation(() => ServiceCertificateType, { description: 'Its verification says so from then on.' })
  revokeCertificate(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('reason', () => String) reason: string): Promise<unknown> {
    return revokeCertificate(context, info, { id, reason })
  }
}

@Resolver(() => PersonType)
export class PersonCertificatesResolver {
  @Relation(() => ServiceCertificateConnection, () => CertificateFilter)
  certificates(): never {
    return broughtByReading()
  }
}

@Resolver(() => OrganizationType)
export class OrganizationCertificatesResolver {
  @FieldResolver(() => CertificateIssuerType, { nullable: true, description: 'Null where nobody answers for certificates yet: none are issued.' })
  certificateIssuer(): never {
    return broughtByReading()
  }

  @Relation(() => ServiceCertificateConnection, () => CertificateFilter)
  certificates(): never {
    return broughtByReading()
  }
}
