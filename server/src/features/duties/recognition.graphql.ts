import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../../graphql/context.ts'
import { Node, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar, JSONScalar } from '../../graphql/scalars.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { DutySettingConnection, QuarterTotalConnection } from './duty.graphql.ts'
import { type Evidence, type EvidenceLine, readEvidence } from './evidence.ts'
import { recognizeUnit } from './operations.ts'

@ObjectType('EvidenceLine')
export class EvidenceLineType implements EvidenceLine {
  @Field(() => String) title!: string
  @Field(() => DateScalar) on!: string
}

@ObjectType('UnitEvidence', { description: "What speaks for a unit's year, among what the viewer sees: at most 50 titles of each kind, the counts of all. No persons, no scores." })
export class UnitEvidenceType implements Evidence {
  @Field(() => [EvidenceLineType]) activities!: EvidenceLine[]
  @Field(() => Int) activityCount!: number
  @Field(() => [EvidenceLineType]) projects!: EvidenceLine[]
  @Field(() => Int) projectCount!: number
  @Field(() => [EvidenceLineType]) meetings!: EvidenceLine[]
  @Field(() => Int) meetingCount!: number
  @Field(() => [EvidenceLineType]) items!: EvidenceLine[]
  @Field(() => Int, { description: 'Led and closed in time.' }) itemCount!: number
}

@ObjectType('Recognition', { implements: Node, description: '优秀驻区单位: the decision of a community or street, with the evidence that lay before it.' })
export class RecognitionType extends Node {
  @Field(() => OrganizationType) unit!: OrganizationType
  @Field(() => OrganizationType) community!: OrganizationType
  @Field(() => Int) year!: number
  @Field(() => String) words!: string
  @Field(() => JSONScalar, { description: 'As UnitEvidence.' }) evidence!: Evidence
  @Field(() => InstantScalar) decidedAt!: string
}

export const RecognitionConnection = connectionOf(RecognitionType, 'Recognition')

@Resolver(() => RecognitionType)
export class RecognitionResolver {
  @Query(() => UnitEvidenceType, { description: 'For the unit, those above it and the conveners of its alliances.' })
  unitEvidence(@Ctx() context: Context, @Arg('unitId', () => ID) unitId: string, @Arg('year', () => Int) year: number): Promise<Evidence> {
    return readEvidence(context, unitId, year)
  }

  @Mutation(() => RecognitionType, { description: 'Decided by the secretary of the community or street; what speaks for it is kept with the decision.' })
  recognizeUnit(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('communityId', () => ID) communityId: string,
    @Arg('unitId', () => ID) unitId: string,
    @Arg('year', () => Int) year: number,
    @Arg('words', () => String) words: string,
  ): Promise<unknown> {
    return recognizeUnit(context, info, { communityId, unitId, year, words })
  }
}

@Resolver(() => OrganizationType)
export class OrganizationDutyResolver {
  @Relation(() => DutySettingConnection)
  dutySettings(): never {
    return broughtByReading()
  }

  @Relation(() => QuarterTotalConnection)
  quarterTotals(): never {
    return broughtByReading()
  }

  @Relation(() => RecognitionConnection)
  recognitions(): never {
    return broughtByReading()
  }
}
