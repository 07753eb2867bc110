import type { AgendaOutcome } from '@red-alliance/shared/glossary'
import type { Day, MinutesResolved } from './document.ts'

/** What is said of an item that the meeting did not decide. */
export const OUTCOME_WORDS: Record<AgendaOutcome, string> = {
  DECIDED: '',
  CARRIED_OVER: '本议题未作决定，结转下次会议继续商议。',
  HANDED_UP: '本议题提请上级联席会议研究。',
  INFORMATION: '本议题为通报事项。',
  DROPPED: '本议题不再议。',
}

const DIGITS = '〇一二三四五六七八九'

/** 1 … 99 in Chinese: 一, 十, 十二, 二十三; what is greater stays in Arabic digits. */
export function chineseNumber(value: number): string {
  if (value > 99) return String(value)
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`
  return `${ten}${ones === 0 ? '' : DIGITS[ones]}`
}

/** 2026-03-05 as 2026年3月5日: the year in full, no leading zeros (7.3.5.4). */
export function chineseDate(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** One line of text that any reader can show: no control characters, no halves of characters, single spaces. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?!\s)[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The paragraphs of a text, none of them empty. */
export function paragraphs(text: string): string[] {
  return text.split(/\r\n|[\r\n\u0085\u2028\u2029]/).map(oneLine).filter(Boolean)
}

/** The text without what ends a sentence. */
export function withoutEnd(text: string): string {
  const line = oneLine(text)
  let end = line.length
  // Not by a pattern: one that looks for the end of a long row of points tries it from each of them.
  while (end > 0 && /[\s。．.；;，,、：:]/.test(line.charAt(end - 1))) end -= 1
  return line.slice(0, end)
}

/** The text as a sentence: with an end, and one only. */
export function sentence(text: string): string {
  const line = oneLine(text)
  return line === '' || /[。！？!?…”’」』）)]$/u.test(line) ? line : `${withoutEnd(line)}。`
}

/** 完成临时车位划线，由××主办，××、××协办，于2026年3月31日前完成。 What a draft has not got yet is left out. */
export function resolvedSentence({ text, lead, coOrganizations, dueOn }: MinutesResolved): string {
  const helpers = coOrganizations.map(oneLine).filter(Boolean).join('、')
  return [
    withoutEnd(text),
    oneLine(lead) && `由${oneLine(lead)}主办`,
    helpers && `${helpers}协办`,
    dueOn && `于${chineseDate(dueOn)}前完成`,
  ]
    .filter(Boolean)
    .join('，')
    .concat('。')
}

/** Names in a row; the mark between them is stronger where a name has a comma of its own. */
export function nameList(names: readonly string[]): string {
  const clean = names.map(oneLine).filter(Boolean)
  return clean.join(clean.some((name) => /[、，,]/.test(name)) ? '；' : '、')
}
