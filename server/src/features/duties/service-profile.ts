import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { VolunteerField } from '@red-alliance/shared/glossary'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import { WindowsType } from '../../database/windows-type.ts'
import { Person } from '../people/person.ts'

/** 服务意愿: in which fields and at which hours somebody likes to help. Their own; used for offers. */
@Entity({ tableName: 'service_profiles' })
export class ServiceProfile {
  @PrimaryKey({ type: 'uuid' }) id!: string
  @ManyToOne(() => Person) person!: Person
  /** None: any. */
  @Property({ columnType: 'text[]', type: 'array' }) fields: VolunteerField[] = []
  /** Null: at any time. */
  @Property({ type: WindowsType, nullable: true }) windows: WeeklyWindows | null = null
  @Property({ type: 'timestamptz' }) updatedAt!: Date

  wish(fields: VolunteerField[], windows: WeeklyWindows | null, now: Date): void {
    this.fields = fields
    this.windows = windows
    this.updatedAt = now
  }
}
