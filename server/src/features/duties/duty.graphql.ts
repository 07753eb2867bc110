import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, FieldResolver, ID, Info, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { VolunteerField } from '@red-alliance/shared/glossary'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import type { Context } from '../../graphql/context.ts'
import { VolunteerFieldEnum } from '../../graphql/enums.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar } from '../../graphql/scalars.ts'
import { readPage } from '../../reading/read.ts'
import { ActivitySessionConnection } from '../activities/session.graphql.ts'
import { SpanInput, SpanType } from '../lists/entry.graphql.ts'
import { OrganizationType } from '../organizations/organization.graphql.ts'
import { PersonType } from '../people/person.graphql.ts'
import { RegistrationType } from '../registrations/registration.graphql.ts'
import { setDuty, setServiceProfile } from './operations.ts'
import { mayOffer } from './access.ts'
import { suggestActivities, suits } from './suggest.ts'

@ObjectType('DutySetting', { implements: Node, description: '年度要求: what a city or district asks of a year; the nearest above a place counts.' })
export class DutySettingType extends Node {
  @Field(() => OrganizationType) organization!: OrganizationType
  @Field(() => Int) year!: number
  @Field(() => Int, { description: 'Of an in-service member in a whole year.' }) memberMinutes!: number
  @Field(() => Int, { description: 'Of a unit in a whole year.' }) unitActivities!: number
  @Field(() => InstantScalar) setAt!: string
}

@ObjectType('ServiceProfile', { implements: Node, description: '服务意愿: where and when one likes to help; seen by oneself alone.' })
export class ServiceProfileType extends Node {
  @Field(() => [VolunteerFieldEnum], { description: 'None: any.' }) fields!: VolunteerField[]
  @Field(() => [SpanType], { nullable: true, description: 'Null: at any time.' }) windows!: WeeklyWindows | null
  @Field(() => InstantScalar) updatedAt!: string
}

@ObjectType('QuarterTotal', { implements: Node, description: "季度合计: a member's minutes of a quarter, as the home unit and the member are told them." })
export class QuarterTotalType extends Node {
  @Field(() => PersonType, { nullable: true }) person!: PersonType | null
  @Field(() => String) personName!: string
  @Field(() => OrganizationType) unit!: OrganizationType
  @Field(() => Int) year!: number
  @Field(() => Int) quarter!: number
  @Field(() => Int) minutes!: number
  @Field(() => InstantScalar) toldAt!: string
}

export const DutySettingConnection = connectionOf(DutySettingType, 'DutySetting')
export const QuarterTotalConnection = connectionOf(QuarterTotalType, 'QuarterTotal')

@Resolver(() => DutySettingType)
export class DutyResolver {
  @Query(() => ActivitySessionConnection, { description: 'Sessions to offer to a member (oneself unless told): to come this year, with a free place that serves, in the same district, at no time at which they have something, in fields and at hours they like. Soonest first.' })
  suggestedSessions(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('personId', () => ID, { nullable: true, description: 'A member registered with the viewer’s community.' }) personId?: string): Promise<unknown> {
    return readPage(context, info, {
      args: { ...page },
      where: (a, p) => {
        const person = personId ? p.bind(uuidOf('Person', personId), 'uuid') : p.person
        return [mayOffer(person)(a, p), ...suits(a, p, person)]
      },
    })
  }

  @Mutation(() => DutySettingType, { description: 'By who supervises the city or district; setting it again replaces it.' })
  setDuty(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('organizationId', () => ID) organizationId: string,
    @Arg('year', () => Int) year: number,
    @Arg('memberMinutes', () => Int) memberMinutes: number,
    @Arg('unitActivities', () => Int) unitActivities: number,
  ): Promise<unknown> {
    return setDuty(context, info, { organizationId, year, memberMinutes, unitActivities })
  }

  @Mutation(() => ServiceProfileType)
  setServiceProfile(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('fields', () => [VolunteerFieldEnum], { description: 'None: any.' }) fields: VolunteerField[],
    @Arg('windows', () => [SpanInput], { nullable: true, description: 'Null: at any time.' }) windows?: WeeklyWindows | null,
  ): Promise<unknown> {
    return setServiceProfile(context, info, { fields, windows: windows ?? null })
  }

  @Mutation(() => OrganizationType, { description: 'Tells members registered here which activities may suit them; an offer, nobody is signed up. Answers with the community.' })
  suggestActivities(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('communityId', () => ID) communityId: string, @Arg('personIds', () => [ID]) personIds: string[]): Promise<unknown> {
    return suggestActivities(context, info, { communityId, personIds })
  }
}

@Resolver(() => RegistrationType)
export class RegistrationDutyResolver {
  @FieldResolver(() => String, { nullable: true })
  personName(): never {
    return broughtByReading()
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: 'The day from which the duty counts.' })
  since(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Asked of the member this year, prorated; like the three below for the member and the place alone.' })
  dutyMinutes(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Int, { nullable: true })
  confirmedMinutes(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Int, { nullable: true })
  waitingMinutes(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Of places taken in sessions to come this year.' })
  signedUpMinutes(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Asked of the unit this year, prorated; for the unit, the place and those above it.' })
  dutyActivities(): never {
    return broughtByReading()
  }

  @FieldResolver(() => Int, { nullable: true, description: 'That took place this year.' })
  unitActivities(): never {
    return broughtByReading()
  }
}

@Resolver(() => PersonType)
export class PersonDutyResolver {
  @FieldResolver(() => ServiceProfileType, { nullable: true, description: 'Of oneself alone.' })
  serviceProfile(): never {
    return broughtByReading()
  }

  @Relation(() => QuarterTotalConnection)
  quarterTotals(): never {
    return broughtByReading()
  }
}
