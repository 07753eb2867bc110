import type { AgendaOutcome, Stance } from '@red-alliance/shared/glossary'

/** A day as YYYY-MM-DD. */
export type Day = string

/** What an organization said to an agenda item. */
export interface MinutesOpinion {
  readonly organization: string
  readonly stance: Stance
  readonly words: string
}

/** A decision that wants action: who does what by when. */
export interface MinutesResolved {
  readonly text: string
  /** 主办; empty as long as a draft has none. */
  readonly lead: string
  /** 协办. */
  readonly coOrganizations: readonly string[]
  readonly dueOn: Day | null
}

export interface MinutesItem {
  readonly heading: string
  /** Paragraphs are parted by line ends; so they are in `decision` and in `opening`. */
  readonly discussion: string
  readonly opinions: readonly MinutesOpinion[]
  readonly decision: string
  readonly resolved: readonly MinutesResolved[]
  readonly outcome: AgendaOutcome
}

/** Everything that stands in the minutes of a meeting, as plain data; the words are the clerks' own. */
export interface MinutesDocument {
  /** 纪要标志, such as 青园街道红色联盟联席会议纪要. */
  readonly mark: string
  /** 编号 with its year, such as 〔2026〕3号; empty as long as there is none. */
  readonly number: string
  readonly title: string
  readonly heldOn: Day
  /** null: a draft, and it says so under its title and in its last line. */
  readonly issuedOn: Day | null
  readonly issuer: string
  /** When, where, who took the chair. */
  readonly opening: string
  readonly items: readonly MinutesItem[]
  /** 出席, 请假, 列席: organization and name, or either. */
  readonly present: readonly string[]
  readonly onLeave: readonly string[]
  readonly observers: readonly string[]
  readonly attachments: readonly string[]
  /** 分送: who gets a copy; may be empty. */
  readonly sentTo: readonly string[]
  readonly correction: { readonly version: number; readonly reason: string } | null
  /** Over the content as it was issued, 64 hexadecimal digits; null in a draft. */
  readonly sha256: string | null
}
