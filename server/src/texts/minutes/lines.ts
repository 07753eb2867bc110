import { points, SIZE, TYPE_AREA } from './form.ts'

/** Han characters of 二号 in a line of the title. */
const TITLE_WIDTH = Math.floor(points(TYPE_AREA.width) / SIZE.erHao)
const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** A title of several lines breaks between words, and its lines are about as long as each other (7.3.1). */
export function titleLines(title: string): string[] {
  const count = Math.ceil(width(title) / TITLE_WIDTH)
  if (count < 2) return [title]
  const wanted = width(title) / count
  const lines = ['']
  for (const { segment } of words.segment(title)) {
    const line = lines.at(-1) ?? ''
    const [without, with_] = [width(line), width(line + segment)]
    const closer = wanted - without <= with_ - wanted || with_ > TITLE_WIDTH
    if (line !== '' && closer && !cannotBegin(segment) && (lines.length < count || with_ > TITLE_WIDTH)) lines.push(segment)
    else lines[lines.length - 1] = line + segment
  }
  return lines.map((line) => line.trim())
}

/** A mark that is long for one line breaks between the body's name and what it is. */
export function markLines(mark: string): string[] {
  const [, name, what] = /^(.+?)((?:联席|办公|专题)*会议纪要|纪要)$/u.exec(mark) ?? []
  return mark.length > 16 && name && what ? [name, what] : [mark]
}

/** In Han characters: what is narrow counts half. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u0020-\u024f]/.test(character) ? 0.5 : 1), 0)
}

/** The end of a bracket, a comma and the particle 的 stay with the word before them. */
function cannotBegin(segment: string): boolean {
  return /^[\p{Pe}\p{Pf}，。、；：！？,.;:!?的之]/u.test(segment)
}
