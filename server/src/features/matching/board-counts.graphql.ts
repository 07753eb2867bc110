import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Category } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { CategoryEnum } from '../../graphql/enums.ts'
import { type BoardCount, readBoardCounts } from './board-counts.ts'

@ObjectType('BoardCount', { description: "What of one category stands on an alliance's board, as far as the viewer sees it." })
export class BoardCountType {
  @Field(() => CategoryEnum) category!: Category
  @Field(() => Int) needs!: number
  @Field(() => Int) resources!: number
  @Field(() => Int, { description: 'Open or confirmed.' }) proposals!: number
}

@Resolver()
export class BoardCountsResolver {
  @Query(() => [BoardCountType], { description: 'Categories with needs or resources on the board of an alliance.' })
  boardCounts(@Ctx() context: Context, @Arg('allianceId', () => ID) allianceId: string): Promise<BoardCount[]> {
    return readBoardCounts(context, allianceId)
  }
}
