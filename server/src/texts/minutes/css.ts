import { type Face, FACES, IMPRINT_LINE, LINE_PITCH, MARK_DROP, PAGE, PAGE_NUMBER_DROP, RED, RULE_DROP, SIZE, TYPE_AREA } from './form.ts'

/** Points from character to character: a hair under 156 mm / 28, so that the 28th still has its place. */
const CHARACTER = 15.79
/** What stands in where a computer has none of a face's fonts: free ones, that the printer serves. */
const FREE: Record<Face, { readonly family: string; readonly weight: number }> = {
  xiaobiaosong: { family: 'Noto Serif SC Variable', weight: 700 },
  fangsong: { family: 'Noto Serif SC Variable', weight: 400 },
  heiti: { family: 'Noto Sans SC Variable', weight: 500 },
  kaiti: { family: 'Noto Serif SC Variable', weight: 600 },
  songti: { family: 'Noto Serif SC Variable', weight: 400 },
}

function font(face: Face): string {
  const { name, substitutes } = FACES[face]
  const { family, weight } = FREE[face]
  const families = [name, ...substitutes.filter((other) => !/CJK|Source Han/.test(other)), family, 'Noto Sans SC Variable']
  return `font-family:${families.map((each) => `"${each}"`).join(',')};font-weight:${weight}`
}

/** The form in CSS; lengths come from form.ts. */
export function minutesCss(pages: number | null): string {
  const pageNumber = (side: 'left' | 'right') => `@page :${side}{@bottom-${side}{
  content:"— " counter(page) " —";${font('songti')};font-size:${SIZE.siHao}pt;line-height:${SIZE.siHao}pt;color:#000;white-space:nowrap;
  vertical-align:top;padding-top:calc(${PAGE_NUMBER_DROP}mm - ${SIZE.siHao / 2}pt);padding-${side}:${SIZE.siHao}pt}}`
  return `
@page{size:${PAGE.width}mm ${PAGE.height}mm;margin:${PAGE.top}mm ${PAGE.right}mm ${PAGE.bottom}mm ${PAGE.left}mm}
${pageNumber('left')}
${pageNumber('right')}
:root{--line:${LINE_PITCH}pt;--character:${CHARACTER}pt}
*{margin:0;padding:0;box-sizing:border-box;font-synthesis:none}
body{position:relative;width:${TYPE_AREA.width}mm;color:#000;${font('fangsong')};font-size:${SIZE.sanHao}pt;line-height:var(--line);
  letter-spacing:calc(var(--character) - 1em);text-align:justify;line-break:strict;overflow-wrap:anywhere;
  text-spacing-trim:space-all;text-autospace:no-autospace;orphans:1;widows:1;font-kerning:none;font-variant-ligatures:none}
.paragraph,.level1,.level2,.level3,.level4{text-indent:calc(2*var(--character))}
.mark,.title,.number,.note{text-align:center}
.mark{${font('xiaobiaosong')};color:#${RED};font-size:var(--size);line-height:1.2;letter-spacing:0;padding-top:calc(${MARK_DROP}mm - .1em)}
.rule{height:${RULE_DROP}mm;border-bottom:1.5pt solid #${RED}}
.title{${font('xiaobiaosong')};font-size:${SIZE.erHao}pt;letter-spacing:0}
.note,.level2{${font('kaiti')}}
.level1,.heiti{${font('heiti')}}
.level1,.level2{font-size:${SIZE.sanHao}pt;break-after:avoid}
.attendance,.attachment{padding-left:calc(5*var(--character));text-indent:calc(-3*var(--character))}
.attachment.first{padding-left:calc(6*var(--character));text-indent:calc(-4*var(--character))}
.attachment.next{padding-left:calc(6*var(--character));text-indent:calc(-1*var(--character))}
.attachment .of{display:inline-block;min-width:var(--character);text-indent:0;white-space:nowrap}
footer{break-inside:avoid;padding-top:8pt}
${pages === null ? '' : lastPage(pages)}
.imprint{border:solid #000;border-width:${IMPRINT_LINE.thick}mm 0;font-size:${SIZE.siHao}pt;line-height:1.5;letter-spacing:0}
.imprint>div{display:flex;padding:0 1em}
.imprint>div+div{border-top:${IMPRINT_LINE.fine}mm solid #000}
.imprint .issued{justify-content:space-between}
.imprint span:first-child{flex:none}
.imprint .issued span:first-child{flex:0 1 auto}
.imprint .issued span:last-child{flex:none}
.imprint .checksum{font-size:${SIZE.xiaoWu}pt;line-height:1.8;padding:0 ${SIZE.siHao}pt}
`
}

/** An area that covers the last page, with the imprint at its foot. */
function lastPage(pages: number): string {
  return `footer{position:absolute;left:0;right:0;top:calc(${pages - 1}*${TYPE_AREA.height}mm);height:${TYPE_AREA.height}mm;
  padding:0;display:flex;flex-direction:column;justify-content:flex-end}`
}
