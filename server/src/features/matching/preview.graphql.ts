import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../../graphql/context.ts'
import { SpanType } from '../lists/entry.graphql.ts'
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

@ObjectType('HoursVariant', { description: 'Other hours, one block more or less, beside those that were asked about.' })
export class HoursVariantType {
  @Field(() => [SpanType]) windows!: SpanType[]
  @Field(() => Int, { description: 'Of a resource: units met more of all needs; of a need: units of it met more. Negative where it is less.' }) served!: number
  @Field(() => Int, { description: 'Points that the whole allocation is worth more.' }) gain!: number
}

@ObjectType('EntryPreview', { description: 'What an entry would bring if it were published now, or revised so, at each quantity. Nothing of it is written.' })
export class EntryPreviewType {
  @Field(() => String, { description: 'The alliance in which it was reckoned.' }) allianceName!: string
  @Field(() => [Int], { description: 'From small to large; one only for what has no limit.' }) quantities!: number[]
  @Field(() => [Int], { description: 'Points that the whole allocation is worth more.' }) gains!: number[]
  @Field(() => [Int], { description: 'Units of the entry that are used, or met.' }) units!: number[]
  @Field(() => Int, { nullable: true, description: 'More than this brings nothing, as far as was tried.' }) enough!: number | null
  @Field(() => [PreviewLineType]) needs!: PreviewLineType[]
  @Field(() => [PreviewLineType], { description: 'Resources that would provide for a need.' }) providers!: PreviewLineType[]
  @Field(() => [HoursVariantType], { description: 'At the quantity asked about; none of what is always.' }) variants!: HoursVariantType[]
}

@Resolver()
export class EntryPreviewResolver {
  @Query(() => EntryPreviewType, { nullable: true, description: 'What the need would bring, before it is published, or, where it replaces one, what would change; null where its owner sits in no alliance.' })
  previewNeed(@Ctx() context: Context, @Arg('input', () => NeedInput) input: NeedInput, @Arg('replaces', () => ID, { nullable: true }) replaces: string | null): Promise<EntryPreview | null> {
    return context.turnstile.through(context.actor.personId, () => previewNeed(context, input, replaces))
  }

  @Query(() => EntryPreviewType, { nullable: true, description: 'What the resource would bring, before it is published, or, where it replaces one, what would change; null where its owner sits in no alliance.' })
  previewResource(@Ctx() context: Context, @Arg('input', () => ResourceInput) input: ResourceInput, @Arg('replaces', () => ID, { nullable: true }) replaces: string | null): Promise<EntryPreview | null> {
    return context.turnstile.through(context.actor.personId, () => previewResource(context, input, replaces))
  }
}
