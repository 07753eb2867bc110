import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { CertificateState, DocumentKind } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { CertificateStateEnum, DocumentKindEnum } from '../../graphql/enums.ts'
import { DateScalar, InstantScalar } from '../../graphql/scalars.ts'
import { type Checked, checkCertificate } from './check.ts'

@ObjectType('CertificateCheck', { description: '证明核验: no more than the paper says; of a revoked one the number and the day alone, of an unknown one nothing.' })
export class CertificateCheckType implements Checked {
  @Field(() => CertificateStateEnum) state!: CertificateState
  @Field(() => String, { nullable: true }) number!: string | null
  @Field(() => String, { nullable: true, description: 'Masked: 林*.' }) name!: string | null
  @Field(() => DocumentKindEnum, { nullable: true }) documentKind!: DocumentKind | null
  @Field(() => String, { nullable: true }) maskedNumber!: string | null
  @Field(() => DateScalar, { nullable: true }) fromOn!: string | null
  @Field(() => DateScalar, { nullable: true }) toOn!: string | null
  @Field(() => Int, { nullable: true }) minutes!: number | null
  @Field(() => Int, { nullable: true, description: 'Records of service.' }) count!: number | null
  @Field(() => String, { nullable: true }) issuer!: string | null
  @Field(() => String, { nullable: true }) telephone!: string | null
  @Field(() => DateScalar, { nullable: true }) issuedOn!: string | null
  @Field(() => DateScalar, { nullable: true }) revokedOn!: string | null
  @Field(() => Boolean, { nullable: true, description: 'Whether each line is still the record of the ledger that it was.' }) recordsMatch!: boolean | null
  @Field(() => InstantScalar, { nullable: true, description: 'The last anchor of the ledger, where it covers all of its records.' }) anchoredAt!: string | null
}

@Resolver()
export class CertificateCheckResolver {
  @Query(() => CertificateCheckType, { description: 'For whoever holds a certificate, without logging in.' })
  certificateCheck(@Ctx() context: Context, @Arg('number', () => String) number: string, @Arg('code', () => String) code: string): Promise<Checked> {
    return checkCertificate(context, number, code)
  }
}
