import { Field, Int, ObjectType, Resolver } from 'type-graphql'
import { ProjectType } from '../features/projects/project.graphql.ts'
import { Node, broughtByReading, connectionOf } from '../graphql/paging.ts'
import { Relation } from '../graphql/relation.ts'
import { InstantScalar } from '../graphql/scalars.ts'

@ObjectType('Attachment', { implements: Node, description: '附件: a photo or document. POST /files brings one in; a mutation hangs it on something.' })
export class AttachmentType extends Node {
  @Field(() => String) name!: string
  @Field(() => String) mediaType!: string
  @Field(() => Int, { description: 'Bytes.' }) size!: number
  @Field(() => Int, { nullable: true, description: 'Pixels; of photos only.' }) width!: number | null
  @Field(() => Int, { nullable: true }) height!: number | null
  @Field(() => InstantScalar) uploadedAt!: string
  @Field(() => String, { description: 'Path to get it from, with the same session.' }) url!: string
}
export const AttachmentConnection = connectionOf(AttachmentType, 'Attachment')

@Resolver(() => ProjectType)
export class ProjectAttachmentsResolver {
  @Relation(() => AttachmentConnection)
  attachments(): never {
    return broughtByReading()
  }
}
