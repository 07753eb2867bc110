import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../../graphql/context.ts'
import { type NamedAlternative, type NamedDetour, type NamedShift, type ProposalAlternatives, readAlternatives } from './alternatives.ts'

@ObjectType('MatchShift', { description: 'What a resource gives a need before and after. A title that the viewer may not read is empty.' })
export class MatchShiftType implements NamedShift {
  @Field(() => String) needTitle!: string
  @Field(() => String) resourceTitle!: string
  @Field(() => Boolean, { description: "Of the proposal's own need." }) own!: boolean
  @Field(() => Int) before!: number
  @Field(() => Int) after!: number
}

@ObjectType('MatchDetour', { description: 'What becomes of everything else when the need is held to another choice.' })
export class MatchDetourType implements NamedDetour {
  @Field(() => Int, { description: 'Points, below or at 0.' }) value!: number
  @Field(() => Boolean, { description: 'Proven; if not, what was found.' }) exact!: boolean
  @Field(() => [MatchShiftType], { description: 'The chain that would move.' }) shifts!: NamedShift[]
}

@ObjectType('MatchAlternative', { description: 'Another resource that is made to give as many in its stead, or as many as it can.' })
export class MatchAlternativeType implements NamedAlternative {
  @Field(() => ID) resourceId!: string
  @Field(() => String) title!: string
  @Field(() => Int, { description: 'Points per unit.' }) score!: number
  @Field(() => Int) quantity!: number
  @Field(() => Int, { description: 'Points, below or at 0.' }) value!: number
  @Field(() => Boolean) exact!: boolean
  @Field(() => [MatchShiftType]) shifts!: NamedShift[]
}

@ObjectType('MatchAlternatives', { description: 'Why this resource and not another, among what the viewer sees.' })
export class MatchAlternativesType implements ProposalAlternatives {
  @Field(() => Int, { description: 'Units of the pair when everything is matched now; 0 when it would no longer be proposed.' }) quantity!: number
  @Field(() => MatchDetourType) without!: NamedDetour
  @Field(() => [MatchAlternativeType], { description: 'By what they cost, the least first.' }) instead!: NamedAlternative[]
}

@Resolver()
export class MatchAlternativesResolver {
  @Query(() => MatchAlternativesType, { nullable: true, description: "For an open proposal on an alliance's board; null otherwise. Solves again: asked for on demand." })
  alternatives(@Ctx() context: Context, @Arg('proposalId', () => ID) proposalId: string): Promise<ProposalAlternatives | null> {
    return context.turnstile.through(context.actor.personId, () => readAlternatives(context, proposalId))
  }
}
