import { Arg, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../../graphql/context.ts'
import { type Figures, readFigures } from './figures.ts'

@ObjectType('MeetingFigures', { description: "What one year's meetings in a subtree came to, among what the viewer sees." })
export class MeetingFiguresType implements Figures {
  @Field(() => Int) regular!: number
  @Field(() => Int) centralTask!: number
  @Field(() => Int) urgent!: number
  @Field(() => Int, { description: 'Items resolved, those only noted not counted.' }) resolved!: number
  @Field(() => Int) closed!: number
  @Field(() => Int, { description: 'Past their deadline and not closed.' }) overdue!: number
  @Field(() => Int, { description: 'Closed no later than first decided.' }) onTime!: number
  @Field(() => Float, { nullable: true, description: 'From assignment to closing.' }) medianDays!: number | null
  @Field(() => Float, { nullable: true, description: '1 to 5, of the look-back visits.' }) satisfaction!: number | null
}

@Resolver()
export class MeetingFiguresResolver {
  @Query(() => MeetingFiguresType)
  meetingFigures(@Ctx() context: Context, @Arg('organizationId', () => ID) organizationId: string, @Arg('year', () => Int) year: number): Promise<Figures> {
    return readFigures(context, organizationId, year)
  }
}
