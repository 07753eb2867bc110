import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { ItemStage, ItemStepKind } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { ItemStageEnum, ItemStepKindEnum } from '../../graphql/enums.ts'
import { Node, PageArgs, broughtByReading, connectionOf } from '../../graphql/paging.ts'
import { Relation } from '../../graphql/relation.ts'
import { DateScalar, InstantScalar } from '../../graphql/scalars.ts'
import { AttachmentConnection } from '../../files/attachment.graphql.ts'
import { readPage } from '../../reading/read.ts'
import { NeedType } from '../lists/need.graphql.ts'
import { CompoundType, OrganizationConnection, OrganizationType } from '../organizations/organization.graphql.ts'
import { ProjectType } from '../projects/project.graphql.ts'
import { acceptItem, askExtension, completeItem, decideExtension, lookBackItem, reassignItem, reportDone, reportProgress, resolveItem, returnItem, superviseItem, verifyItem } from './items.ts'
import { JointMeetingType } from './meeting.graphql.ts'
import { itemConditions } from './reading.ts'
import { ResolvedItemInput } from './resolved-item-input.graphql.ts'

@InputType('ItemFilter')
export class ItemFilter {
  @Field(() => [ItemStageEnum], { nullable: true }) stage?: ItemStage[]
  @Field(() => Boolean, { nullable: true, description: 'Past its deadline and not closed.' }) overdue?: boolean
  @Field(() => ID, { nullable: true }) leadId?: string
  @Field(() => ID, { nullable: true }) convenerId?: string
  @Field(() => ID, { nullable: true, description: 'Convened in the subtree of this organization.' }) withinId?: string
  @Field(() => Boolean, { nullable: true, description: 'Led, helped with or convened by organizations the viewer acts for.' }) mine?: boolean
  @Field(() => Boolean, { nullable: true, description: 'Waiting for a step of the viewer.' }) waitingForViewer?: boolean
}

@ObjectType('ResolvedItem', { implements: Node, description: '议定事项: noted, assigned with the minutes, worked on, verified by somebody else, closed (销号).' })
export class ResolvedItemType extends Node {
  @Field(() => OrganizationType) convener!: OrganizationType
  @Field(() => JointMeetingType, { nullable: true }) meeting!: JointMeetingType | null
  @Field(() => String) text!: string
  @Field(() => OrganizationType, { nullable: true, description: '主办; missing only while it is noted.' }) lead!: OrganizationType | null
  @Field(() => DateScalar, { nullable: true }) dueOn!: string | null
  @Field(() => DateScalar, { nullable: true, description: 'As first decided.' }) firstDueOn!: string | null
  @Field(() => String) evidence!: string
  @Field(() => NeedType, { nullable: true }) need!: NeedType | null
  @Field(() => ProjectType, { nullable: true }) project!: ProjectType | null
  @Field(() => CompoundType, { nullable: true }) compound!: CompoundType | null
  @Field(() => ItemStageEnum) stage!: ItemStage
  @Field(() => Boolean, { description: 'Past its deadline and not closed.' }) overdue!: boolean
  @Field(() => Int) extensions!: number
  @Field(() => DateScalar, { nullable: true, description: 'An extension asked for and not yet decided.' }) askedDueOn!: string | null
  @Field(() => InstantScalar, { nullable: true }) closedAt!: string | null
  @Field(() => Int, { nullable: true, description: '1 to 5.' }) satisfaction!: number | null
  @Field(() => InstantScalar) createdAt!: string
  @Field(() => Int) version!: number
  @Field(() => Boolean) viewerMayLead!: boolean
  @Field(() => Boolean) viewerMayReport!: boolean
  @Field(() => Boolean) viewerMayDecide!: boolean
  @Field(() => Boolean, { description: 'Never for who reported it done.' }) viewerMayVerify!: boolean
  @Field(() => Boolean) viewerMaySupervise!: boolean
  @Field(() => Boolean) viewerMayWrite!: boolean
}

@ObjectType('ItemStep', { implements: Node, description: "办理经过: one step of an item's way." })
export class ItemStepType extends Node {
  @Field(() => ItemStepKindEnum) kind!: ItemStepKind
  @Field(() => OrganizationType) organization!: OrganizationType
  @Field(() => String, { nullable: true }) actorName!: string | null
  @Field(() => String) words!: string
  @Field(() => DateScalar, { nullable: true }) dueOn!: string | null
  @Field(() => InstantScalar) at!: string
}

export const ResolvedItemConnection = connectionOf(ResolvedItemType, 'ResolvedItem')
export const ItemStepConnection = connectionOf(ItemStepType, 'ItemStep')

@Resolver(() => ResolvedItemType)
export class ResolvedItemResolver {
  @Relation(() => ItemStepConnection)
  steps(): never {
    return broughtByReading()
  }

  @Relation(() => OrganizationConnection)
  coOrganizations(): never {
    return broughtByReading()
  }

  @Query(() => ResolvedItemConnection)
  resolvedItems(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Args(() => PageArgs) page: PageArgs, @Arg('filter', () => ItemFilter, { nullable: true }) filter?: ItemFilter): Promise<unknown> {
    return readPage(context, info, { args: { ...page }, where: (a, p) => itemConditions(a, p, filter) })
  }

  @Mutation(() => ResolvedItemType)
  resolveItem(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('agendaItemId', () => ID) agendaItemId: string, @Arg('item', () => ResolvedItemInput) item: ResolvedItemInput): Promise<unknown> {
    return resolveItem(context, info, { agendaItemId, item })
  }

  @Mutation(() => ResolvedItemType, { description: 'Completes or corrects what is still only noted.' })
  completeItem(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('item', () => ResolvedItemInput) item: ResolvedItemInput): Promise<unknown> {
    return completeItem(context, info, { id, item })
  }

  @Mutation(() => ResolvedItemType)
  acceptItem(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<unknown> {
    return acceptItem(context, info, { id })
  }

  @Mutation(() => ResolvedItemType)
  returnItem(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('words', () => String) words: string): Promise<unknown> {
    return returnItem(context, info, { id, words })
  }

  @Mutation(() => ResolvedItemType)
  reportProgress(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('words', () => String) words: string, @Arg('fileIds', () => [ID], { nullable: true, description: 'Uploaded by POST /files.' }) fileIds?: string[]): Promise<unknown> {
    return reportProgress(context, info, { id, words, fileIds })
  }

  @Mutation(() => ResolvedItemType)
  reportDone(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('words', () => String) words: string, @Arg('fileIds', () => [ID], { nullable: true, description: 'Uploaded by POST /files.' }) fileIds?: string[]): Promise<unknown> {
    return reportDone(context, info, { id, words, fileIds })
  }

  @Mutation(() => ResolvedItemType)
  askExtension(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('dueOn', () => DateScalar) dueOn: string, @Arg('words', () => String) words: string): Promise<unknown> {
    return askExtension(context, info, { id, dueOn, words })
  }

  @Mutation(() => ResolvedItemType)
  decideExtension(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('granted', () => Boolean) granted: boolean, @Arg('words', () => String, { nullable: true }) words?: string): Promise<unknown> {
    return decideExtension(context, info, { id, granted, words })
  }

  @Mutation(() => ResolvedItemType)
  reassignItem(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('leadId', () => ID) leadId: string, @Arg('dueOn', () => DateScalar) dueOn: string, @Arg('words', () => String, { nullable: true }) words?: string): Promise<unknown> {
    return reassignItem(context, info, { id, leadId, dueOn, words })
  }

  @Mutation(() => ResolvedItemType, { description: 'Closes it (销号) or sends it back; never by who reported it done.' })
  verifyItem(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('accepted', () => Boolean) accepted: boolean, @Arg('words', () => String, { nullable: true }) words?: string): Promise<unknown> {
    return verifyItem(context, info, { id, accepted, words })
  }

  @Mutation(() => ResolvedItemType, { description: '督办.' })
  superviseItem(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('words', () => String) words: string): Promise<unknown> {
    return superviseItem(context, info, { id, words })
  }

  @Mutation(() => ResolvedItemType, { description: '回访, with satisfaction from 1 to 5.' })
  lookBackItem(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string, @Arg('satisfaction', () => Int) satisfaction: number, @Arg('words', () => String, { nullable: true }) words?: string): Promise<unknown> {
    return lookBackItem(context, info, { id, satisfaction, words })
  }
}

@Resolver(() => ItemStepType)
export class ItemStepResolver {
  @Relation(() => AttachmentConnection)
  attachments(): never {
    return broughtByReading()
  }
}
