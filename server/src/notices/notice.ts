import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { NoticeKind } from '@red-alliance/shared/glossary'
import { Person } from '../features/people/person.ts'

/** 消息: something that happened and concerns a person, in their inbox. */
@Entity({ tableName: 'notices' })
export class Notice {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Person) person!: Person
  @Property({ type: 'text' }) kind!: NoticeKind
  @Property({ type: 'text' }) subjectType!: string
  @Property({ type: 'uuid' }) subjectId!: string
  /** What the sentence needs: see texts/notice-texts.ts. */
  @Property({ type: 'jsonb' }) details: Record<string, unknown> = {}
  @Property({ type: 'timestamptz' }) createdAt!: Date
  @Property({ type: 'timestamptz', nullable: true }) readAt: Date | null = null

  read(now: Date): void {
    this.readAt ??= now
  }
}
