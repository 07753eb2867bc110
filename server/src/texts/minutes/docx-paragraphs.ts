import { AlignmentType, BorderStyle, Footer, LineRuleType, PageNumber, Paragraph, RelativeHorizontalPosition, RelativeVerticalPosition, Table, TableAnchorType, TableCell, TableLayoutType, TableRow, TabStopType, TextRun, WidthType } from 'docx'
import type { ImprintRow } from './blocks.ts'
import { font, LINE } from './docx-styles.ts'
import { IMPRINT_LINE, MARK_DROP, markSize, points, RED, RULE_DROP, SIZE, twips, TYPE_AREA } from './form.ts'
import type { LaidOut } from './layout.ts'

const WIDTH = twips(TYPE_AREA.width)
/** Word measures borders in eighths of a point. */
const eighths = (millimetres: number): number => Math.round(points(millimetres) * 8)
const exactly = (line: number, before: number) => ({ line, lineRule: LineRuleType.EXACT, before, after: 0 })

/** A block as Word's paragraphs and tables; styles carry the looks, so that only what varies stands here. */
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
    case 'imprint':
      return imprint(block.rows)
    default:
      return [new Paragraph({ style: PLAIN[block.kind], spacing, children: [new TextRun(block.text)] })]
  }
}

const PLAIN = { number: 'Number', title: 'Title', note: 'Note', paragraph: 'MinutesBody' } as const

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

/** 版记 hangs on the bottom of the type area of whatever page is the last (7.4.1). */
function imprint(rows: readonly ImprintRow[]): (Paragraph | Table)[] {
  const line = (millimetres: number) => ({ style: BorderStyle.SINGLE, size: eighths(millimetres), color: '000000', space: 0 })
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const table = new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [WIDTH],
    layout: TableLayoutType.FIXED,
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
      verticalAnchor: TableAnchorType.MARGIN,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      topFromText: LINE,
    },
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    borders: { top: line(IMPRINT_LINE.thick), bottom: line(IMPRINT_LINE.thick), insideHorizontal: line(IMPRINT_LINE.fine), left: none, right: none, insideVertical: none },
    rows: rows.map((row) => new TableRow({ cantSplit: true, children: [new TableCell({ width: { size: WIDTH, type: WidthType.DXA }, children: [imprintRow(row)] })] })),
  })
  // A floating table hangs on the paragraph after it, which need not be seen.
  return [table, new Paragraph({ style: 'Rule', spacing: exactly(20, 0) })]
}

function imprintRow(row: ImprintRow): Paragraph {
  const em = SIZE.siHao * 20
  if (row.kind === 'checksum') return new Paragraph({ style: 'Checksum', children: [new TextRun(row.label), new TextRun(row.text)] })
  if (row.kind === 'sent') {
    const hanging = em * [...row.label].length
    return new Paragraph({ style: 'Imprint', indent: { left: em + hanging, hanging, right: em }, children: [new TextRun(row.label), new TextRun(row.text)] })
  }
  const tabStops = [{ type: TabStopType.RIGHT, position: WIDTH - em }]
  return new Paragraph({ style: 'Imprint', tabStops, children: [new TextRun(row.left), new TextRun({ children: ['\t', row.right] })] })
}
