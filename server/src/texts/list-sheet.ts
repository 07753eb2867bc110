import { type Category, type EntryStatus, type Supply, type UnitOfMeasure, label } from '@red-alliance/shared/glossary'
import type { WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import { windowsSentence } from '@red-alliance/shared/windows-sentence'
import { localDate } from '../time.ts'
import type { SheetColumn } from './workbook.ts'

/** An entry as the export reads it. */
export interface ExportRow {
  readonly title: string
  readonly category: Category
  readonly unit: UnitOfMeasure
  readonly quantity: number | null
  readonly windows: WeeklyWindows | null
  readonly startsOn: string
  readonly endsOn: string
  readonly status: EntryStatus
  readonly owner: { readonly name: string; readonly placeName: string }
  readonly description: string
  readonly contactName: string
  readonly contactPhone: string
  readonly urgency?: number
  readonly metQuantity?: number
  readonly supply?: Supply
  readonly takenQuantity?: number
}

const FIRST: SheetColumn<ExportRow>[] = [
  { header: '状态', width: 12, value: ({ status }) => label('EntryStatus', status) },
  { header: '名称', width: 32, value: ({ title }) => title },
  { header: '类别', width: 12, value: ({ category }) => label('Category', category) },
]
const QUANTITY: SheetColumn<ExportRow>[] = [
  { header: '数量', width: 8, value: ({ quantity }) => quantity },
  { header: '单位', width: 8, value: ({ unit }) => label('UnitOfMeasure', unit) },
]
const LAST: SheetColumn<ExportRow>[] = [
  { header: '时段', width: 36, value: ({ windows }) => (windows ? windowsSentence(windows) : '不限时段') },
  { header: '开始日期', width: 12, value: ({ startsOn }) => startsOn },
  { header: '结束日期', width: 12, value: ({ endsOn }) => endsOn },
  { header: '组织', width: 28, value: ({ owner }) => owner.name },
  { header: '所在', width: 28, value: ({ owner }) => owner.placeName },
  { header: '联系人', width: 10, value: ({ contactName }) => contactName },
  { header: '联系电话', width: 14, value: ({ contactPhone }) => contactPhone },
  { header: '说明', width: 48, value: ({ description }) => description },
]

export const NEED_COLUMNS: SheetColumn<ExportRow>[] = [
  ...FIRST,
  { header: '紧急程度', width: 10, value: ({ urgency }) => urgency ?? null },
  ...QUANTITY,
  { header: '已满足', width: 8, value: ({ metQuantity }) => metQuantity ?? null },
  ...LAST,
]
export const RESOURCE_COLUMNS: SheetColumn<ExportRow>[] = [
  ...FIRST,
  { header: '供给方式', width: 12, value: ({ supply }) => (supply ? label('Supply', supply) : null) },
  ...QUANTITY,
  { header: '已用', width: 8, value: ({ takenQuantity }) => takenQuantity ?? null },
  ...LAST,
]

export function sheetTitle(list: 'needs' | 'resources', now: Date): string {
  return `${list === 'needs' ? '需求清单' : '资源清单'}-${localDate(now)}`
}
