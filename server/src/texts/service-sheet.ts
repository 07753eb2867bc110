import { type DocumentKind, type VolunteerField, label } from '@red-alliance/shared/glossary'
import { type SheetColumn, TWO_DECIMALS } from './workbook.ts'

/** A record of service as the ministry's volunteer system takes it. */
export interface ServiceRow {
  readonly name: string
  readonly erased: boolean
  readonly documentKind: DocumentKind | null
  /** Masked, or whole where a purpose was given. */
  readonly documentNumber: string | null
  readonly title: string
  readonly field: VolunteerField
  /** YYYY-MM-DD */
  readonly servedOn: string
  readonly minutes: number
  readonly words: string
  readonly organization: string
}

export const SERVICE_COLUMNS: readonly SheetColumn<ServiceRow>[] = [
  { header: '姓名', width: 12, value: ({ name, erased }) => (erased ? '已删除' : name) },
  { header: '证件类型', width: 14, value: ({ documentKind }) => (documentKind ? label('DocumentKind', documentKind) : null) },
  { header: '证件号码', width: 22, value: ({ documentNumber }) => documentNumber },
  { header: '服务项目', width: 24, value: ({ title, field }) => title || label('VolunteerField', field) },
  { header: '服务类别', width: 12, value: ({ field }) => label('VolunteerField', field) },
  { header: '服务日期', width: 12, value: ({ servedOn }) => servedOn },
  // As text in CSV and as a number in Excel, with two decimals in both.
  { header: '服务时长（小时）', width: 16, value: ({ minutes }) => Math.round((minutes / 60) * 100) / 100, format: TWO_DECIMALS },
  { header: '服务内容', width: 40, value: ({ words }) => words },
  { header: '组织', width: 24, value: ({ organization }) => organization },
]

export function serviceSheetTitle(organization: string, year: number): string {
  return `${organization}服务记录-${year}`
}
