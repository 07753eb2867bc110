import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from 'docx'
import { CHARACTER_PITCH, type Face, FACES, LINE_PITCH, RED, SIZE } from './form.ts'

/** One line of the grid, in twips. */
export const LINE = Math.round(LINE_PITCH * 20)
/** One character of the grid, in twips. */
export const CHARACTER = CHARACTER_PITCH * 20

const exactly = (line: number) => ({ line, lineRule: LineRuleType.EXACT, before: 0, after: 0 })
const characters = (count: number): number => Math.round(count * CHARACTER)
const indented = { firstLine: characters(2), firstLineChars: 200 }

/** A face in every script, so that digits and Latin letters are half a character wide as in 仿宋 and the grid holds. */
export function font(face: Face) {
  const { name } = FACES[face]
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' }
}

/** Twips taken off every character of the body, so that 28 stand in a line. */
const TIGHTER = Math.floor(CHARACTER - SIZE.sanHao * 20)
/** The grid says how many characters there are; where they stand is said by each style, for not every program puts them onto the grid. */
const OFF_GRID = { snapToGrid: false }

/** Word's sizes are in half points. */
function run(face: Face, size: number) {
  return { font: font(face), size: size * 2, color: '000000', bold: false, italics: false, characterSpacing: size === SIZE.sanHao ? TIGHTER : 0, ...OFF_GRID }
}

const body = { alignment: AlignmentType.BOTH, widowControl: false, spacing: exactly(LINE), overflowPunctuation: true }
const centred = { ...body, alignment: AlignmentType.CENTER, indent: { firstLine: 0 } }

const style = (id: string, name: string, options: Pick<IParagraphStyleOptions, 'run' | 'paragraph'>): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  ...options,
})

/** Every kind of block has a style of its own, so that a clerk can go on working in the file. */
export const STYLES: IStylesOptions = {
  default: { document: { run: { ...run('fangsong', SIZE.sanHao), language: { value: 'zh-CN', eastAsia: 'zh-CN' } }, paragraph: body } },
  paragraphStyles: [
    { id: 'Normal', name: 'Normal', quickFormat: true, run: run('fangsong', SIZE.sanHao), paragraph: body },
    style('Mark', '纪要标志', { run: { ...run('xiaobiaosong', SIZE.erHao), color: RED }, paragraph: centred }),
    style('Number', '编号', { run: run('fangsong', SIZE.sanHao), paragraph: centred }),
    style('Rule', '红色分隔线', { run: { size: 2 }, paragraph: centred }),
    style('Title', 'Title', { run: run('xiaobiaosong', SIZE.erHao), paragraph: centred }),
    style('Note', '题注', { run: run('kaiti', SIZE.sanHao), paragraph: centred }),
    style('Heading1', 'heading 1', { run: run('heiti', SIZE.sanHao), paragraph: { ...body, indent: indented, keepNext: true, outlineLevel: 0 } }),
    style('Heading2', 'heading 2', { run: run('kaiti', SIZE.sanHao), paragraph: { ...body, indent: indented, keepNext: true, outlineLevel: 1 } }),
    style('Heading3', 'heading 3', { run: run('fangsong', SIZE.sanHao), paragraph: { ...body, indent: indented } }),
    style('Heading4', 'heading 4', { run: run('fangsong', SIZE.sanHao), paragraph: { ...body, indent: indented } }),
    style('MinutesBody', '纪要正文', { paragraph: { ...body, indent: indented } }),
    // 左空二字; what follows the colon is aligned with its first character.
    style('Attendance', '出席人员', { paragraph: { ...body, indent: { left: characters(5), hanging: characters(3) } } }),
    style('Attachment', '附件说明', { paragraph: { ...body, indent: { left: characters(5), hanging: characters(3) } } }),
    style('AttachmentNumbered', '附件说明（多个）', { paragraph: { ...body, indent: { left: characters(6), hanging: characters(4) } } }),
    style('AttachmentNext', '附件说明（续）', { paragraph: { ...body, indent: { left: characters(6), hanging: characters(1) } } }),
    style('Imprint', '版记', {
      run: run('fangsong', SIZE.siHao),
      paragraph: { ...body, alignment: AlignmentType.LEFT, spacing: exactly(SIZE.siHao * 30), indent: { left: SIZE.siHao * 20, right: SIZE.siHao * 20 } },
    }),
    style('Checksum', '内容校验', {
      run: run('fangsong', SIZE.xiaoWu),
      paragraph: { ...body, alignment: AlignmentType.LEFT, spacing: exactly(SIZE.xiaoWu * 36), indent: { left: SIZE.siHao * 20 } },
    }),
    style('PageNumber', '页码', { run: run('songti', SIZE.siHao), paragraph: { ...body, spacing: exactly(SIZE.siHao * 20) } }),
  ],
}
