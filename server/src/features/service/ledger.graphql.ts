import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { LedgerProblem, RecheckResult, ServiceRecordKind, VolunteerField } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { LedgerProblemEnum, RecheckResultEnum, ServiceRecordKindEnum, VolunteerFieldEnum } from '../../graphql/enums.ts'
import { Node, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar } from '../../graphql/scalars.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { PersonType } from '../people/person.graphql.ts'
import { checkServiceLedger } from './check.ts'
import { correctServiceRecord } from './correct-record.ts'
import { type PlaceFigures, type ServiceFigures, readServiceFigures } from './figures.ts'
import { recordRecheck } from './recheck.ts'
import { ServiceLogType } from './service-log.graphql.ts'

@ObjectType('ServiceRecord', { implements: Node, description: "志愿服务时长: an entry of a community's ledger. Never changed: what was wrong is taken back and entered again." })
export class ServiceRecordType extends Node {
  @Field(() => PersonType, { nullable: true, description: 'Null where the viewer does not see the person; the name is there.' }) person!: PersonType | null
  @Field(() => String) personName!: string
  @Field(() => OrganizationType, { description: 'The community or street whose ledger it is.' }) community!: OrganizationType
  @Field(() => Int, { description: 'Negative in a reversal.' }) minutes!: number
  @Field(() => DateScalar) servedOn!: string
  @Field(() => VolunteerFieldEnum) field!: VolunteerField
  @Field(() => ServiceRecordKindEnum) kind!: ServiceRecordKind
  @Field(() => String, { nullable: true, description: 'Why it takes back or corrects.' }) reason!: string | null
  @Field(() => ServiceRecordType, { nullable: true, description: 'What it takes back or corrects.' }) corrects!: ServiceRecordType | null
  @Field(() => Boolean, { description: 'It counts: not taken back, and no taking back itself.' }) stands!: boolean
  @Field(() => ServiceLogType, { nullable: true, description: 'What was confirmed.' }) log!: ServiceLogType | null
  @Field(() => InstantScalar) recordedAt!: string
  @Field(() => Int, { description: "Place in the community's chain, from 1." }) seq!: number
  @Field(() => String, { description: 'SHA-256 in hex, over the record and the hash before it.' }) hash!: string
  @Field(() => Boolean) viewerMayCorrect!: boolean
}
export const ServiceRecordConnection = connectionOf(ServiceRecordType, 'ServiceRecord')

@ObjectType('ServiceCheck', { implements: Node, description: "账本核验: what recomputing a community's chain and comparing it with its anchors found." })
export class ServiceCheckType extends Node {
  @Field(() => OrganizationType) community!: OrganizationType
  @Field(() => InstantScalar) at!: string
  @Field(() => Int) records!: number
  @Field(() => Int, { description: 'The last record that an anchor covers; 0 before the first anchor.' }) coveredTo!: number
  @Field(() => InstantScalar, { nullable: true, description: 'When that anchor was made.' }) coveredAt!: string | null
  @Field(() => Int, { description: 'Records since: nobody outside the database vouches for them yet.' }) uncovered!: number
  @Field(() => Int, { nullable: true, description: 'The first entry that is not what it was.' }) firstBadSeq!: number | null
  @Field(() => LedgerProblemEnum, { nullable: true, description: 'Null: all is well.' }) problem!: LedgerProblem | null
}
export const ServiceCheckConnection = connectionOf(ServiceCheckType, 'ServiceCheck')

@ObjectType('ServiceRecheck', { implements: Node, description: '抽查: a record drawn at random; somebody else than who confirmed it asks again.' })
export class ServiceRecheckType extends Node {
  @Field(() => ServiceRecordType, { nullable: true, description: 'Null for the street above, which sees what it needs to ask.' }) record!: ServiceRecordType | null
  @Field(() => OrganizationType) community!: OrganizationType
  @Field(() => DateScalar, { description: 'The first day of the month in which it was confirmed.' }) month!: string
  @Field(() => String) personName!: string
  @Field(() => DateScalar) servedOn!: string
  @Field(() => Int) minutes!: number
  @Field(() => VolunteerFieldEnum) field!: VolunteerField
  @Field(() => String, { nullable: true, description: 'What was done; null once it was erased.' }) words!: string | null
  @Field(() => RecheckResultEnum, { nullable: true }) result!: RecheckResult | null
  @Field(() => String) note!: string
  @Field(() => InstantScalar, { nullable: true }) checkedAt!: string | null
  @Field(() => String, { nullable: true }) checkedByName!: string | null
  @Field(() => Boolean) viewerMayCheck!: boolean
}
export const ServiceRecheckConnection = connectionOf(ServiceRecheckType, 'ServiceRecheck')

@InputType('ServiceRecordFilter')
export class ServiceRecordFilter {
  @Field(() => Int, { nullable: true, description: 'In which it was served.' }) year?: number
}

@InputType('RecheckFilter')
export class RecheckFilter {
  @Field(() => Boolean, { nullable: true, description: 'True: those without a result; false: those with one.' }) open?: boolean
}

@ObjectType('ServicePlaceFigures', { description: "What one year's volunteer service came to in one street or community." })
export class ServicePlaceFiguresType implements PlaceFigures {
  @Field(() => ID) organizationId!: string
  @Field(() => String) name!: string
  @Field(() => Int) minutes!: number
  @Field(() => Int) records!: number
}

@ObjectType('ServiceFigures', { description: "What one year's volunteer service in a subtree came to. Names nobody; everybody logged in sees it." })
export class ServiceFiguresType implements ServiceFigures {
  @Field(() => Int) minutes!: number
  @Field(() => Int, { description: 'Services that count: what was taken back does not.' }) records!: number
  @Field(() => Int, { description: "Of the year's records, asked about again." }) rechecked!: number
  @Field(() => Int, { description: 'Of those, found wrong.' }) wrong!: number
  @Field(() => [ServicePlaceFiguresType], { description: 'The streets of a city or district, the communities of a street, in official order.' }) byPlace!: ServicePlaceFiguresType[]
}

@Resolver()
export class LedgerResolver {
  @Query(() => ServiceFiguresType)
  serviceFigures(@Ctx() context: Context, @Arg('organizationId', () => ID) organizationId: string, @Arg('year', () => Int) year: number): Promise<ServiceFigures> {
    return readServiceFigures(context, organizationId, year)
  }

  @Mutation(() => ServiceRecordType, { description: 'Counter-entries with a reason; 0 minutes take it back. Answers with the record as it was, which now stands no more.' })
  correctServiceRecord(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('minutes', () => Int) minutes: number, @Arg('reason', () => String) reason: string): Promise<unknown> {
    return correctServiceRecord(context, info, { id, minutes, reason })
  }

  @Mutation(() => ServiceCheckType, { description: "Recomputes a community's or street's ledger now. Everybody may ask for it." })
  checkServiceLedger(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('communityId', () => ID) communityId: string): Promise<unknown> {
    return checkServiceLedger(context, info, communityId)
  }

  @Mutation(() => ServiceRecheckType, { description: 'By somebody else than who confirmed the record.' })
  recordRecheck(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
    @Arg('result', () => RecheckResultEnum) result: RecheckResult,
    @Arg('note', () => String, { nullable: true }) note?: string,
  ): Promise<unknown> {
    return recordRecheck(context, info, { id, result, note })
  }
}

@Resolver(() => OrganizationType)
export class OrganizationLedgerResolver {
  @Relation(() => ServiceRecordConnection, () => ServiceRecordFilter)
  serviceRecords(): never {
    return broughtByReading()
  }

  @Relation(() => ServiceCheckConnection)
  serviceChecks(): never {
    return broughtByReading()
  }

  @Relation(() => ServiceRecheckConnection, () => RecheckFilter)
  serviceRechecks(): never {
    return broughtByReading()
  }
}

@Resolver(() => PersonType)
export class PersonLedgerResolver {
  @Relation(() => ServiceRecordConnection, () => ServiceRecordFilter)
  serviceRecords(): never {
    return broughtByReading()
  }
}
