import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../../graphql/context.ts'
import { SpanType } from '../lists/entry.graphql.ts'
import { NeedInput } from '../lists/need.graphql.ts'
import { ResourceInput } from '../lists/resource.graphql.ts'
import { type EntryPreview, type HoursPreview, previewNeed, previewResource } from './preview.ts'

@ObjectType('PreviewLine', { description: 'A need that more or less of would be met, or a resource that would provide.' })
export class PreviewLineType {
  @Field(() => ID) id!: string
  @Field(() => String) title!: string
  @Field(() => String) ownerName!: string
  @Field(() => Int, { nullable: true, description: 'Wanted in all, of a need.' }) wanted!: number | null
  @Field(() => Int, { description: 'Without the entry.' }) before!: number
  @Field(() => [Int], { description: 'With it, at each of the quantities, or positions.' }) after!: number[]
}

@ObjectType('HoursVariant', { description: 'Other hours, one block more or less, beside those that were asked about.' })
export class HoursVariantType {
  @Field(() => [SpanType]) windows!: SpanType[]
  @Field(() => Int, { description: 'Of a resource: units met more of all needs; of a need: units of it met more. Negative where it is less.' }) served!: number
  @Field(() => Int, { description: 'Points that the whole allocation is worth more.' }) gain!: number
}

@ObjectType('HoursPreview', { description: 'What the entry would bring if some days opened, or closed, at another hour; at the quantity asked about.' })
export class HoursPreviewType implements HoursPreview {
  @Field(() => [Int], { description: 'Monday is 0.' }) days!: number[]
  @Field(() => Boolean, { description: 'The hour is that at which they close; otherwise that at which they open.' }) until!: boolean
  @Field(() => Int, { description: 'As asked about: minutes from the midnight of the day, beyond 1440 on the next.' }) now!: number
  @Field(() => [Int], { description: 'Where it may be moved to, what it is now among them.' }) positions!: number[]
  @Field(() => [Int], { description: 'At each position: points that the whole allocation is worth more than without the entry.' }) gains!: number[]
  @Field(() => [Int], { description: 'Units of the entry that are used, or met.' }) units!: number[]
  @Field(() => [PreviewLineType]) needs!: PreviewLineType[]
  @Field(() => [PreviewLineType]) providers!: PreviewLineType[]
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
  @Field(() => [HoursPreviewType], { description: 'When its weekends and weekdays open and close; none of what is always.' }) sliders!: HoursPreviewType[]
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
