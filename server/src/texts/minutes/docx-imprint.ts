import { BorderStyle, LineRuleType, Paragraph, RelativeHorizontalPosition, RelativeVerticalPosition, Tab, Table, TableAnchorType, TableCell, TableLayoutType, TableRow, TabStopType, TextRun, WidthType } from 'docx'
import type { ImprintRow } from './blocks.ts'
import { IMPRINT_LINE, points, SIZE, twips, TYPE_AREA } from './form.ts'

const WIDTH = twips(TYPE_AREA.width)
/** One character of the imprint, in twips. */
const EM = SIZE.siHao * 20
const FULL_WIDTH = { size: WIDTH, type: WidthType.DXA }

/** Hangs on the foot of the type area of whatever page the paragraph after the table is on. */
const FLOAT = {
  horizontalAnchor: TableAnchorType.MARGIN,
  relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
  verticalAnchor: TableAnchorType.MARGIN,
  relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
}

/** 版记 at the foot of the last page: lines as wide as the type area, thick outside, fine between (7.4.1). */
export function imprint(rows: readonly ImprintRow[]): (Paragraph | Table)[] {
  const [thick, fine] = [line(IMPRINT_LINE.thick), line(IMPRINT_LINE.fine)]
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const table = new Table({
    width: FULL_WIDTH,
    columnWidths: [WIDTH],
    layout: TableLayoutType.FIXED,
    float: FLOAT,
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    borders: { top: thick, bottom: thick, insideHorizontal: fine, left: none, right: none, insideVertical: none },
    rows: rows.map((row) => new TableRow({ cantSplit: true, children: [new TableCell({ width: FULL_WIDTH, children: [imprintRow(row)] })] })),
  })
  // What the table hangs on need not be seen.
  return [table, new Paragraph({ style: 'Rule', spacing: { line: 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 } })]
}

/** Word measures borders in eighths of a point. */
function line(millimetres: number) {
  return { style: BorderStyle.SINGLE, size: Math.round(points(millimetres) * 8), color: '000000', space: 0 }
}

function imprintRow(row: ImprintRow): Paragraph {
  if (row.kind === 'issued') {
    const tabStops = [{ type: TabStopType.RIGHT, position: WIDTH - EM }]
    return new Paragraph({ style: 'Imprint', tabStops, children: [new TextRun(row.left), new TextRun({ children: [new Tab(), row.right] })] })
  }
  const children = [new TextRun(row.label), new TextRun(row.text)]
  return row.kind === 'checksum' ? new Paragraph({ style: 'Checksum', children }) : new Paragraph({ style: 'Imprint', indent: hanging(row.label), children })
}

/** What follows the colon is aligned with its first character (7.4.2). */
function hanging(label: string) {
  const width = EM * [...label].length
  return { left: EM + width, hanging: width, right: EM }
}
