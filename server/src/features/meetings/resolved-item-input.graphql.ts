import { Field, ID, InputType } from 'type-graphql'
import { DateScalar } from '../../graphql/scalars.ts'

@InputType('ResolvedItemInput', { description: 'Lead organization and deadline may be missing until the minutes are issued.' })
export class ResolvedItemInput {
  @Field(() => String) text!: string
  @Field(() => ID, { nullable: true }) leadId?: string
  @Field(() => [ID], { nullable: true }) coOrganizationIds?: string[]
  @Field(() => DateScalar, { nullable: true }) dueOn?: string
  @Field(() => String, { nullable: true, description: 'What is to show that it was done.' }) evidence?: string
  @Field(() => ID, { nullable: true }) needId?: string
  @Field(() => ID, { nullable: true }) projectId?: string
  @Field(() => ID, { nullable: true }) compoundId?: string
}
