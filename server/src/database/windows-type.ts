import { Type } from '@mikro-orm/core'
import type { Span, WeeklyWindows } from '@red-alliance/shared/weekly-windows'

/** Weekly windows as an int4multirange of local minutes of the week; null means "at any time". */
export class WindowsType extends Type<WeeklyWindows | null, string | null> {
  override convertToDatabaseValue(value: WeeklyWindows | null): string | null {
    return value === null ? null : `{${value.map(({ start, end }) => `[${start},${end})`).join(',')}}`
  }

  override convertToJSValue(value: string | null): WeeklyWindows | null {
    return value === null ? null : Array.from(value.matchAll(/\[(\d+),(\d+)\)/g), ([, start, end]): Span => ({ start: Number(start), end: Number(end) }))
  }

  override getColumnType(): string {
    return 'int4multirange'
  }

  override compareAsType(): string {
    return 'string'
  }

  /** Of the value in the entity; without it the ORM takes it for the type compared and refuses to assign an array. */
  override get runtimeType(): string {
    return 'object'
  }
}
