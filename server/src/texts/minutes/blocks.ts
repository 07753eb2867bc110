import { label } from '@red-alliance/shared/glossary'
import type { MinutesDocument, MinutesItem, MinutesOpinion } from './document.ts'
import { markLines, titleLines } from './lines.ts'
import { chineseDate, chineseNumber, nameList, OUTCOME_WORDS, oneLine, paragraphs, resolvedSentence, sentence, withoutEnd } from './words.ts'

export type HeadingLevel = 1 | 2 | 3 | 4

/** One thing that stands in the minutes; Word and PDF are written from the same list of them, so that they cannot differ. */
export type Block =
  | { readonly kind: 'mark'; readonly lines: readonly string[] }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'title'; readonly lines: readonly string[] }
  /** Under the title: draft, or which version it is and why. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly number: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'attachment'; readonly label: string; readonly number: string; readonly text: string }
  | { readonly kind: 'attendance'; readonly label: string; readonly text: string }
  /** 版记, row by row, with a fine line between them. */
  | { readonly kind: 'imprint'; readonly rows: readonly ImprintRow[] }

export type ImprintRow =
  | { readonly kind: 'sent'; readonly label: string; readonly text: string }
  | { readonly kind: 'checksum'; readonly label: string; readonly text: string }
  | { readonly kind: 'issued'; readonly left: string; readonly right: string }

type Writer = (text: string) => Block

/** The minutes as blocks, in the order of GB/T 9704-2012: head, body, notes of attachments, attendance, imprint. */
export function minutesBlocks(document: MinutesDocument): Block[] {
  return [
    ...headBlocks(document),
    ...paragraphs(document.opening).map(paragraph),
    ...document.items.flatMap(itemBlocks),
    ...attachmentBlocks(document.attachments),
    ...attendanceBlocks(document),
    { kind: 'imprint', rows: imprintRows(document) },
  ]
}

/** The words of a block as one reads them. */
export function blockText(block: Block): string {
  switch (block.kind) {
    case 'rule':
      return ''
    case 'mark':
    case 'title':
      return block.lines.join('')
    case 'heading':
      return block.number + block.text
    case 'attendance':
      return block.label + block.text
    case 'attachment':
      return block.label + block.number + block.text
    case 'imprint':
      return block.rows.map((row) => (row.kind === 'issued' ? row.left + row.right : row.label + row.text)).join('')
    default:
      return block.text
  }
}

/** 序数 of the four levels (7.3.3). */
export function levelNumber(level: HeadingLevel, value: number): string {
  const written: Record<HeadingLevel, string> = { 1: `${chineseNumber(value)}、`, 2: `（${chineseNumber(value)}）`, 3: `${value}.`, 4: `（${value}）` }
  return written[level]
}

function headBlocks({ mark, number, title, issuedOn, correction }: MinutesDocument): Block[] {
  const version = correction && `（第${correction.version}版，更正：${withoutEnd(correction.reason)}）`
  const notes = [version, issuedOn === null && '（草稿）'].filter((note) => typeof note === 'string')
  return [
    { kind: 'mark', lines: markLines(oneLine(mark)) },
    ...ifAny(oneLine(number), (text) => ({ kind: 'number', text })),
    { kind: 'rule' },
    ...ifAny(oneLine(title), (text) => ({ kind: 'title', lines: titleLines(text) })),
    ...notes.map((text): Block => ({ kind: 'note', text })),
  ]
}

function itemBlocks(item: MinutesItem, index: number): Block[] {
  const opinions = item.opinions.map(opinionSentence)
  const resolved = item.resolved.map(resolvedSentence)
  const decided = paragraphs(item.decision).map(sentence)
  // Two groups are told apart by headings of their own; one needs none.
  const both = opinions.length > 0 && decided.length + resolved.length > 0
  return [
    { kind: 'heading', level: 1, number: levelNumber(1, index + 1), text: withoutEnd(item.heading) },
    ...paragraphs(item.discussion).map(paragraph),
    ...(both ? [subheading(1, '各方意见')] : []),
    ...listed(opinions),
    ...(both ? [subheading(2, item.outcome === 'DECIDED' ? '会议议定' : '会议意见')] : []),
    ...decided.map(paragraph),
    ...ifAny(OUTCOME_WORDS[item.outcome], paragraph),
    ...listed(resolved),
  ]
}

function opinionSentence({ organization, stance, words }: MinutesOpinion): string {
  const said = paragraphs(words).join('')
  const name = oneLine(organization)
  return said ? `${name}（${label('Stance', stance)}）：${sentence(said)}` : `${name}：${label('Stance', stance)}。`
}

/** A single sentence stands by itself; several are numbered. */
function listed(sentences: readonly string[]): Block[] {
  if (sentences.length < 2) return sentences.map(paragraph)
  return sentences.map((text, index) => ({ kind: 'heading', level: 3, number: levelNumber(3, index + 1), text }))
}

function attachmentBlocks(attachments: readonly string[]): Block[] {
  const names = attachments.map(withoutEnd).filter(Boolean)
  return names.map((text, index) => ({
    kind: 'attachment',
    label: index === 0 ? '附件：' : '',
    number: names.length > 1 ? `${index + 1}.` : '',
    text,
  }))
}

function attendanceBlocks({ present, onLeave, observers }: MinutesDocument): Block[] {
  const lists = { 出席: present, 请假: onLeave, 列席: observers }
  return Object.entries(lists).flatMap(([label, names]) => ifAny(nameList(names), (text) => ({ kind: 'attendance', label: `${label}：`, text })))
}

function imprintRows({ issuer, issuedOn, sentTo, sha256 }: MinutesDocument): ImprintRow[] {
  const sent = nameList(sentTo)
  return [
    ...(sent ? [{ kind: 'sent', label: '分送：', text: `${sent}。` } as const] : []),
    ...(sha256 ? [{ kind: 'checksum', label: 'SHA-256：', text: oneLine(sha256) } as const] : []),
    { kind: 'issued', left: oneLine(issuer), right: issuedOn ? `${chineseDate(issuedOn)}印发` : '草稿，未印发' },
  ]
}

const paragraph: Writer = (text) => ({ kind: 'paragraph', text })
const subheading = (value: number, text: string): Block => ({ kind: 'heading', level: 2, number: levelNumber(2, value), text })
const ifAny = (text: string, write: Writer): Block[] => (text ? [write(text)] : [])
