import { AlignmentType, BorderStyle, Footer, LineRuleType, PageNumber, Paragraph, type Table, TextRun } from 'docx'
import { imprint } from './docx-imprint.ts'
import { font, LINE } from './docx-styles.ts'
import { MARK_DROP, markSize, RED, RULE_DROP, SIZE, twips } from './form.ts'
import type { LaidOut } from './layout.ts'

const exactly = (line: number, before: number) => ({ line, lineRule: LineRuleType.EXACT, before, after: 0 })

/** A block as Word's paragraphs; styles carry the looks, so that only what varies stands here. */
export function written({ block, emptyLines }: LaidOut): (Paragraph | Table)[] {
  const spacing = emptyLines > 0 ? exactly(LINE, emptyLines * LINE) : undefined
  switch (block.kind) {
    case 'mark':
      return markParagraphs(block.lines)
    case 'rule':
      return [rule()]
    case 'heading':
      return [new Paragraph({ style: `Heading${block.level}`, spacing, children: [new TextRun(block.number), new TextRun(block.text)] })]
    case 'attendance':
      return [new Paragraph({ style: 'Attendance', spacing, children: [new TextRun({ text: block.label, font: font('heiti') }), new TextRun(block.text)] })]
    case 'attachment': {
      const style = block.label === '' ? 'AttachmentNext' : block.number === '' ? 'Attachment' : 'AttachmentNumbered'
      return [new Paragraph({ style, spacing, children: [new TextRun(block.label + block.number), new TextRun(block.text)] })]
    }
    case 'title':
      return [new Paragraph({ style: 'Title', spacing, children: block.lines.map((text, index) => new TextRun({ text, break: index === 0 ? undefined : 1 })) })]
    case 'imprint':
      return imprint(block.rows)
    default:
      return [new Paragraph({ style: PLAIN[block.kind], spacing, children: [new TextRun(block.text)] })]
  }
}

const PLAIN = { number: 'Number', note: 'Note', paragraph: 'MinutesBody' } as const

/** "— 1 —", on odd pages one character in from the right edge, on even pages from the left (7.5). */
export function pageNumber(side: 'left' | 'right'): Footer {
  const alignment = side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT
  const children = [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })]
  return new Footer({ children: [new Paragraph({ style: 'PageNumber', alignment, indent: { [side]: SIZE.siHao * 20 }, children })] })
}

/** The top edge of the characters, not of their line, lies 35 mm below the top of the type area. */
function markParagraphs(lines: readonly string[]): Paragraph[] {
  const size = markSize(lines)
  const line = Math.round(size * 1.2 * 20)
  return lines.map((text, index) => {
    const before = index === 0 ? twips(MARK_DROP) - Math.round(size * 0.1 * 20) : 0
    return new Paragraph({ style: 'Mark', spacing: exactly(line, before), children: [new TextRun({ text, size: size * 2 })] })
  })
}

function rule(): Paragraph {
  const red = { style: BorderStyle.SINGLE, color: RED, size: 12, space: 0 }
  return new Paragraph({ style: 'Rule', spacing: exactly(twips(RULE_DROP), 0), border: { bottom: red } })
}
