import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Person } from '../features/people/person.ts'

/** 附件: a photo or document. Until it hangs on something it is its uploader's alone, and gone after a day. */
@Entity({ tableName: 'attachments' })
export class Attachment {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @Property({ type: 'text' }) sha256!: string
  @Property({ type: 'text' }) name!: string
  @Property({ type: 'text' }) mediaType!: string
  @Property({ type: 'integer' }) size!: number
  @Property({ type: 'integer', nullable: true }) width: number | null = null
  @Property({ type: 'integer', nullable: true }) height: number | null = null
  @ManyToOne(() => Person) uploadedBy!: Person
  @Property({ type: 'timestamptz' }) uploadedAt!: Date
  @Property({ type: 'text', nullable: true }) attachedToType: string | null = null
  @Property({ type: 'uuid', nullable: true }) attachedToId: string | null = null
  @Property({ type: 'timestamptz', nullable: true }) attachedAt: Date | null = null
  /** Among whose people it stays; empty: whoever sees what it hangs on. */
  @Property({ columnType: 'uuid[]', type: 'array' }) parties: string[] = []
  @Property({ type: 'timestamptz', nullable: true }) removedAt: Date | null = null

  /** Its bytes go; that somebody uploaded something stays, without its name. */
  remove(now: Date): void {
    this.removedAt = now
    this.name = '-'
  }
}
