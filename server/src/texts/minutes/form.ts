/** The form of 纪要 under GB/T 9704-2012 in numbers; docs/minutes-form.md says why. Lengths in mm or points, as named. */

/** 5.2.1: A4; the type area is 156 × 225 mm. */
export const PAGE = { width: 210, height: 297, top: 37, bottom: 35, left: 28, right: 26 } as const
export const TYPE_AREA = { width: PAGE.width - PAGE.left - PAGE.right, height: PAGE.height - PAGE.top - PAGE.bottom } as const

/** 5.2.3: 22 lines of 28 characters fill the type area. */
export const GRID = { lines: 22, characters: 28 } as const
/** Points from line to line: a hair under 225 mm / 22, so that the 22nd line still has its place. */
export const LINE_PITCH = 28.95
/** Points from character to character: 156 mm / 28. */
export const CHARACTER_PITCH = points(TYPE_AREA.width) / GRID.characters

/** 字号 in points. */
export const SIZE = { erHao: 22, sanHao: 16, siHao: 14, xiaoWu: 9 } as const

/** 10.3: from the top of the type area to the top of the mark. */
export const MARK_DROP = 35
/** 7.2.7: from the number to the red line. */
export const RULE_DROP = 4
/** 7.5: from the bottom of the type area to the dash beside the page number. */
export const PAGE_NUMBER_DROP = 7
export const RED = 'FF0000'
/** 7.4.1: first and last line of the imprint, and those between, in mm. */
export const IMPRINT_LINE = { thick: 0.35, fine: 0.25 } as const

export type Face = 'xiaobiaosong' | 'fangsong' | 'heiti' | 'kaiti' | 'songti'

/** The five faces: the name that Word is given, then what may stand in for it, free faces last; none of them is bundled in a document. */
export const FACES: Record<Face, { readonly name: string; readonly substitutes: readonly string[] }> = {
  xiaobiaosong: {
    name: '方正小标宋简体',
    substitutes: ['方正小标宋_GBK', 'FZXiaoBiaoSong-B05S', '小标宋', '华文中宋', 'STZhongsong', 'Source Han Serif SC', 'Noto Serif CJK SC', '宋体'],
  },
  fangsong: { name: '仿宋_GB2312', substitutes: ['仿宋', 'FangSong', '华文仿宋', 'STFangsong', '朱雀仿宋', 'Zhuque Fangsong (technical preview)', 'Noto Serif CJK SC'] },
  heiti: { name: '黑体', substitutes: ['SimHei', '华文黑体', 'STHeiti', 'Source Han Sans SC', 'Noto Sans CJK SC'] },
  kaiti: { name: '楷体_GB2312', substitutes: ['楷体', 'KaiTi', '华文楷体', 'STKaiti', '霞鹜文楷', 'LXGW WenKai', 'AR PL UKai CN', 'Noto Serif CJK SC'] },
  songti: { name: '宋体', substitutes: ['SimSun', '华文宋体', 'STSong', 'Source Han Serif SC', 'Noto Serif CJK SC'] },
}

/** The mark fills its line and is never smaller than the title. */
export function markSize(lines: readonly string[]): number {
  const longest = Math.max(1, ...lines.map((line) => [...line].length))
  return Math.max(SIZE.erHao, Math.min(48, Math.floor((points(TYPE_AREA.width) * 0.98) / longest)))
}

/** Millimetres in points. */
export function points(millimetres: number): number {
  return (millimetres * 72) / 25.4
}

/** Millimetres in twips, a twentieth of a point: Word's measure. */
export function twips(millimetres: number): number {
  return Math.round(points(millimetres) * 20)
}
