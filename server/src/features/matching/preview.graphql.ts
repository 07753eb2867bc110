import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../../graphql/context.ts'
import { NeedInput } from '../lists/need.graphql.ts'
import { ResourceInput } from '../lists/resource.graphql.ts'
import { type EntryPreview, previewNeed, previewResource } from './preview.ts'

@ObjectType('PreviewLine', { description: 'A need that more or less of would be met, or a resource that would provide.' })
export class PreviewLineType {
  @Field(() => ID) id!: string
  @Field(() => String) title!: string
  @Field(() => String) ownerName!: string
  @Field(() => Int, { nullable: true, description: 'Wanted in all, of a need.' }) wanted!: number | null
  @Field(() => Int, { description: 'Without the entry.' }) before!: number
  @Field(() => [Int], { description: 'With it, at each of the quantities.' }) after!: number[]
}

@ObjectType('EntryPreview', { description: 'What an entry would bring if it were published now, at each quantity. Nothing of it is written.' })
export class EntryPreviewType {
  @Field(() => String, { description: 'The alliance in which it was reckoned.' }) allianceName!: string
  @Field(() => [Int], { description: 'From small to large; one only for what has no limit.' }) quantities!: number[]
  @Field(() => [Int], { description: 'Points that the whole allocation is worth more.' }) gains!: number[]
  @Field(() => [Int], { description: 'Units of the entry that are used, or met.' }) units!: number[]
  @Field(() => Int, { nullable: true, description: 'More than this brings nothing, as far as was tried.' }) enough!: number | null
  @Field(() => [PreviewLineType]) needs!: PreviewLineType[]
  @Field(() => [PreviewLineType], { description: 'Resources that would provide for a need.' }) providers!: PreviewLineType[]
}

@Resolver()
export class EntryPreviewResolver {
  @Query(() => EntryPreviewType, { nullable: true, description: 'What the need would bring, before it is published; null where its owner sits in no alliance.' })
  previewNeed(@Ctx() context: Context, @Arg('input', () => NeedInput) input: NeedInput): Promise<EntryPreview | null> {
    return context.turnstile.through(context.actor.personId, () => previewNeed(context, input))
  }

  @Query(() => EntryPreviewType, { nullable: true, description: 'What the resource would bring, before it is published; null where its owner sits in no alliance.' })
  previewResource(@Ctx() context: Context, @Arg('input', () => ResourceInput) input: ResourceInput): Promise<EntryPreview | null> {
    return context.turnstile.through(context.actor.personId, () => previewResource(context, input))
  }
}
