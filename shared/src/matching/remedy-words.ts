import { CATEGORIES, type AttributeMismatch, type Attributes } from '../categories.ts'
import { label, type Category, type Language, type UnitOfMeasure } from '../glossary.ts'
import { DAY, subtract, type WeeklyWindows } from '../weekly-windows.ts'
import { windowsSentence, windowsSentenceEn } from '../windows-sentence.ts'
import type { Change } from './changes.ts'
import { attributeValue, metres } from './words.ts'

/** What the sentences of a remedy need besides its codes. */
export interface RemedySpeech {
  readonly language: Language
  readonly category: Category
  readonly unit?: UnitOfMeasure
  /** Who owns the resource, and what it is called. */
  readonly ownerOf: (resourceId: string) => string
  readonly titleOf: (resourceId: string) => string
  /** What an organization is called to which a resource would open. */
  readonly nameOf: (organizationId: string) => string
}

/** What is asked of whom: 请晨光小学把周六延到次日 08:00. Without a full stop. */
export function changeSentence(change: Change, speech: RemedySpeech): string {
  return speech.language === 'zh' ? chinese(change, speech) : english(change, speech)
}

/** What comes of it: 就能停下 12 个. */
export function gainSentence(gain: number, { language, category, unit }: Pick<RemedySpeech, 'language' | 'category' | 'unit'>): string {
  const counted = unit ?? CATEGORIES[category].units[0]
  if (language === 'en') return `${gain} ${label('UnitOfMeasure', counted, 'en')} more would be met`
  return `就能${category === 'PARKING' ? '停下' : '满足'} ${gain} ${label('UnitOfMeasure', counted)}`
}

function chinese(change: Change, speech: RemedySpeech): string {
  const { category, unit, ownerOf, titleOf, nameOf } = speech
  const counted = label('UnitOfMeasure', unit ?? CATEGORIES[category].units[0])
  const asked = (resourceId: string): string => `请${ownerOf(resourceId)}把“${titleOf(resourceId)}”`
  switch (change.kind) {
    case 'WINDOWS': {
      const longer = longerHours(subtract(change.windows, change.added), change.added, 'zh')
      if (longer) return `${asked(change.resourceId)}的${longer}`
      const [added, whole] = [windowsSentence(change.added), windowsSentence(change.windows)]
      // Hours in many pieces are said as they would be in all.
      return whole.length < added.length ? `${asked(change.resourceId)}改为${whole}开放` : `请${ownerOf(change.resourceId)}让“${titleOf(change.resourceId)}”${added}也开放`
    }
    case 'PERIOD':
      return `${asked(change.resourceId)}的开放日期改为 ${change.period.from} 至 ${change.period.to}`
    case 'QUANTITY_MORE':
      return `请${ownerOf(change.resourceId)}为“${titleOf(change.resourceId)}”再增加 ${change.more} ${counted}`
    case 'AUDIENCE':
      return `${asked(change.resourceId)}的面向范围放宽到${change.audience === null ? '所有人' : nameOf(change.audience)}`
    case 'NEED_WINDOWS':
      return `把需求的时段改为${windowsSentence(change.windows)}`
    case 'NEED_ATTRIBUTES':
      return `按“${titleOf(change.resourceId)}”的条件放宽要求：${given(change, 'zh').join('、')}`
    case 'NEED_BOTH':
      return `${chinese(change.first, speech)}；并且${chinese(change.second, speech)}`
    case 'NEED_QUANTITY':
      return `把数量减为 ${change.after.quantity} ${counted}`
    case 'NEED_PARTS': {
      const { before, after } = change
      return before.divisible ? `把最少一次从 ${before.leastPart} ${counted}降为 ${after.leastPart} ${counted}` : `改为可以由几家分担，最少一次 ${after.leastPart} ${counted}`
    }
    case 'NEED_DISTANCE':
      return `把距离从 ${metres(change.before, 'zh')}以内放宽到 ${metres(change.farthest, 'zh')}以内，“${titleOf(change.resourceId)}”相距 ${metres(change.metres, 'zh')}`
    case 'SCOPE':
      return `把匹配范围从${label('MatchingScope', change.before)}扩大到${label('MatchingScope', change.scope)}`
    case 'RECRUIT':
      return `没有小改动能解决：需要再找 ${change.quantity} ${counted}${label('Category', category)}${change.windows ? `，时段为${windowsSentence(change.windows)}` : ''}`
  }
}

function english(change: Change, speech: RemedySpeech): string {
  const { category, unit, ownerOf, titleOf, nameOf } = speech
  const counted = label('UnitOfMeasure', unit ?? CATEGORIES[category].units[0], 'en')
  const asked = (resourceId: string, what: string): string => `Ask ${ownerOf(resourceId)} to ${what} “${titleOf(resourceId)}”`
  switch (change.kind) {
    case 'WINDOWS': {
      const longer = longerHours(subtract(change.windows, change.added), change.added, 'en')
      if (longer) return `${asked(change.resourceId, 'keep')} open: ${longer}`
      const [added, whole] = [windowsSentenceEn(change.added), windowsSentenceEn(change.windows)]
      return whole.length < added.length ? `${asked(change.resourceId, 'open')}: ${whole}` : `${asked(change.resourceId, 'open')} also: ${added}`
    }
    case 'PERIOD':
      return `${asked(change.resourceId, 'open')} from ${change.period.from} to ${change.period.to}`
    case 'QUANTITY_MORE':
      return `${asked(change.resourceId, `add ${change.more} ${counted} to`)}`
    case 'AUDIENCE':
      return `${asked(change.resourceId, 'open')} to ${change.audience === null ? 'everyone' : nameOf(change.audience)}`
    case 'NEED_WINDOWS':
      return `Change the hours of the need to: ${windowsSentenceEn(change.windows)}`
    case 'NEED_ATTRIBUTES':
      return `Ask no more than “${titleOf(change.resourceId)}” has: ${given(change, 'en').join(', ')}`
    case 'NEED_BOTH':
      return `${english(change.first, speech)}; and ${english(change.second, speech)}`
    case 'NEED_QUANTITY':
      return `Lower the quantity to ${change.after.quantity} ${counted}`
    case 'NEED_PARTS': {
      const { before, after } = change
      return before.divisible ? `Lower the least part from ${before.leastPart} to ${after.leastPart} ${counted}` : `Let several share it, at least ${after.leastPart} ${counted} each`
    }
    case 'NEED_DISTANCE':
      return `Widen the distance from ${metres(change.before, 'en')} to ${metres(change.farthest, 'en')}; “${titleOf(change.resourceId)}” is ${metres(change.metres, 'en')} away`
    case 'SCOPE':
      return `Widen the scope from ${label('MatchingScope', change.before, 'en').toLowerCase()} to ${label('MatchingScope', change.scope, 'en').toLowerCase()}`
    case 'RECRUIT':
      return `No small change would do: ${change.quantity} ${counted} more of ${label('Category', category, 'en').toLowerCase()} must be found${change.windows ? `, ${windowsSentenceEn(change.windows)}` : ''}`
  }
}

/** Each attribute that is asked less strictly, and how. */
function given({ given: all, attributes }: { readonly given: readonly AttributeMismatch[]; readonly attributes: Attributes }, language: Language): string[] {
  return all.map(({ attribute, wanted }) => {
    const name = label('Attribute', attribute, language)
    const now = attributes[attribute]
    if (now === undefined) return language === 'zh' ? `${typeof wanted === 'boolean' ? '不要求' : '不限'}${name}` : `${name} need not be`
    const [before, after] = [attributeValue(attribute, wanted, language), attributeValue(attribute, now, language)]
    return language === 'zh' ? `${name}从${before}降为${after}` : `${name} ${after} instead of ${before}`
  })
}

const DAYS = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const

/** One stretch that goes on from, or leads up to, hours that are open already, said as the later end or the earlier start of that day. */
function longerHours(before: WeeklyWindows, added: WeeklyWindows, language: Language): string | null {
  const [span] = added
  if (!span || added.length > 1) return null
  const open = before.find(({ end }) => end === span.start)
  const next = before.find(({ start }) => start === span.end)
  if (Boolean(open) === Boolean(next)) return null
  const day = Math.floor((open ?? span).start / DAY)
  const named = DAYS[language][day] ?? ''
  const at = (open ? span.end : span.start) - day * DAY
  // Two midnights away it is another day's hours.
  if (at > 2 * DAY) return null
  const nextDay = at > DAY
  const clock = `${String(Math.floor((nextDay ? at - DAY : at) / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
  if (language === 'en') return open ? `${named} until ${clock}${nextDay ? ' the next day' : ''}` : `${named} from ${clock}`
  return open ? `${named}延到${nextDay ? '次日' : ''} ${clock}` : `${named}提早到 ${clock}`
}
