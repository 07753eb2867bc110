import { CATEGORIES, type AttributeMismatch, type AttributeValue } from '../categories.ts'
import { label, type Category, type Label, type Language, type UnitOfMeasure } from '../glossary.ts'
import { isEmpty, type WeeklyWindows } from '../weekly-windows.ts'
import { windowsSentence, windowsSentenceEn } from '../windows-sentence.ts'
import type { Nearness, Obstacle, ScoreTerm, Taker } from './types.ts'

/** What a sentence needs besides the codes. */
export interface Speech {
  readonly language: Language
  readonly category: Category
  /** The need's; the category's usual one unless told. */
  readonly unit?: UnitOfMeasure
  /** The title of a need or resource. */
  readonly nameOf: (id: string) => string
}

const NEAR: Readonly<Record<Nearness, Label>> = {
  COMMUNITY: { zh: '同社区', en: 'Same community' },
  STREET: { zh: '同街道', en: 'Same street' },
  DISTRICT: { zh: '同区', en: 'Same district' },
  WIDER: { zh: '不同区', en: 'Another district' },
}

/** A term of a score as its label and a short detail: 时段完全覆盖, 每周 110 小时. */
export function termWords(term: ScoreTerm, language: Language): { readonly label: string; readonly detail: string } {
  const zh = language === 'zh'
  switch (term.term) {
    case 'CATEGORY':
      return { label: label('ScoreTermKind', 'CATEGORY', language), detail: label('Category', term.category, language) }
    case 'WINDOWS':
      if (term.minutesPerWeek === null) return { label: label('ScoreTermKind', 'WINDOWS', language), detail: zh ? '不限时段' : 'any hours' }
      return { label: label('ScoreTermKind', 'WINDOWS', language), detail: zh ? `每周 ${hours(term.minutesPerWeek)} 小时` : `${hours(term.minutesPerWeek)} hours a week` }
    case 'PROXIMITY':
      return { label: NEAR[term.level][language], detail: '' }
    case 'URGENCY':
      return { label: zh ? `紧急 ${term.urgency} 级` : `Urgency ${term.urgency}`, detail: `${term.points / term.urgency} × ${term.urgency}` }
    case 'DISTANCE':
      return { label: label('ScoreTermKind', 'DISTANCE', language), detail: metres(term.metres, language) }
    case 'RECIPROCITY':
      return { label: label('ScoreTermKind', 'RECIPROCITY', language), detail: zh ? '需求方此前帮助过对方' : 'has helped the other before' }
    case 'WIDENING':
      return { label: zh ? `扩大到${label('MatchingScope', term.scope)}` : `Widened to ${label('MatchingScope', term.scope, 'en').toLowerCase()}`, detail: '' }
  }
}

/** An obstacle as one sentence. The last of a need's obstacles says what stands nearest in the way. */
export function obstacleSentence(obstacle: Obstacle, speech: Speech): string {
  return speech.language === 'zh' ? chinese(obstacle, speech) : english(obstacle, speech)
}

function chinese(obstacle: Obstacle, { category, unit: counted, nameOf }: Speech): string {
  const kind = label('Category', category)
  const counter = ['PARKING', 'VENUE', 'LAND'].includes(category) ? '处' : '项'
  const unit = label('UnitOfMeasure', counted ?? CATEGORIES[category].units[0])
  const { tested, passed } = obstacle
  const failed = tested - passed
  const fitting = passed === 0 ? `有 ${tested} ${counter}${kind}合适，但` : `有 ${tested} ${counter}${kind}合适，但其中 ${failed} ${counter}`
  switch (obstacle.code) {
    case 'NO_RESOURCE':
      return `还没有其他单位发布${kind}资源。`
    case 'OUTSIDE_SCOPE':
      return `有 ${tested} ${counter}${kind}，${passed === 0 ? '但都' : `其中 ${failed} ${counter}`}在${label('MatchingScope', obstacle.scope)}以外，而这项需求目前只在${label('MatchingScope', obstacle.scope)}内匹配；最近的是“${nameOf(obstacle.resourceId)}”，要扩大到${label('MatchingScope', obstacle.needed)}。`
    case 'DISTANCE':
      return `${fitting}超过 ${metres(obstacle.farthest, 'zh')}；最近的是“${nameOf(obstacle.resourceId)}”，${obstacle.metres === null ? '位置没有登记' : `相距 ${metres(obstacle.metres, 'zh')}`}。`
    case 'OUTSIDE_AUDIENCE':
      return `有 ${tested} ${counter}${kind}，${passed === 0 ? '但都' : `其中 ${failed} ${counter}`}不在双方的面向范围内，最近的是“${nameOf(obstacle.resourceId)}”。`
    case 'ATTRIBUTES':
      return `有 ${tested} ${counter}${kind}，${passed === 0 ? '但条件都' : `其中 ${failed} ${counter}条件`}不符；最接近的是“${nameOf(obstacle.resourceId)}”，${obstacle.mismatches.map((one) => mismatch(one, 'zh')).join('，')}。`
    case 'WINDOWS': {
      const everywhere = gap(obstacle.missingEverywhere, 'zh')
      const all = passed === 0 && failed > 1 ? '都' : ''
      if (isEmpty(obstacle.missing)) return `${fitting}${all}没有可用的时段：所选时段为空、太短，或在期间内不会出现。`
      if (obstacle.slot) return `${fitting}${all}没有合适的连续 ${hours(obstacle.slot.minutes)} 小时（每周 ${obstacle.slot.timesPerWeek} 次）；最接近的是“${nameOf(obstacle.resourceId)}”。`
      if (everywhere !== null) return `${fitting}${everywhere}${/\d$/.test(everywhere) ? ' ' : ''}${all}不开放。`
      return `${fitting}时段${all}不够；最接近的是“${nameOf(obstacle.resourceId)}”，还缺${gap(obstacle.missing, 'zh') ?? ''}。`
    }
    case 'PERIOD':
      if (obstacle.resourceId === null || obstacle.offered === null) return `需求的期间到 ${obstacle.needed.to} 已经结束。`
      return `${fitting}期间${passed === 0 && failed > 1 ? '都' : ''}不够；最接近的是“${nameOf(obstacle.resourceId)}”，开放 ${obstacle.offered.from} 至 ${obstacle.offered.to}，需要 ${obstacle.needed.from} 至 ${obstacle.needed.to}。`
    case 'DECLINED':
      return `${fitting}此前已有一方未接受，最近的是“${nameOf(obstacle.resourceId)}”。`
    case 'QUANTITY':
      if (obstacle.most >= obstacle.least) return `${fitting}数量不够：“${nameOf(obstacle.resourceId)}”最多能给 ${obstacle.most} ${unit}，还差 ${obstacle.short} ${unit}。`
      return `${fitting}数量不够：一次至少要 ${obstacle.least} ${unit}，在“${nameOf(obstacle.resourceId)}”最多能安排 ${obstacle.most} ${unit}，差 ${obstacle.short} ${unit}。`
    case 'TAKEN':
      return `${fitting}这些时段已给了其他需求：“${nameOf(obstacle.resourceId)}”已给${takers(obstacle.takers, nameOf, unit, 'zh')}，还余 ${obstacle.free} ${unit}。`
  }
}

function english(obstacle: Obstacle, { category, nameOf }: Speech): string {
  const kind = label('Category', category, 'en').toLowerCase()
  const { tested, passed } = obstacle
  const failed = tested - passed
  const which = passed === 0 ? (tested === 1 ? 'it' : 'all of them') : `${failed} of them`
  const is = failed === 1 ? 'is' : 'are'
  const fitting = `Of ${kind}, ${tested} would suit, but`
  switch (obstacle.code) {
    case 'NO_RESOURCE':
      return `No other organization has published ${kind}.`
    case 'OUTSIDE_SCOPE':
      return `Of ${kind}, ${tested} exist, but ${which} ${is} outside ${label('MatchingScope', obstacle.scope, 'en').toLowerCase()}, where the need is offered for now; the nearest is “${nameOf(obstacle.resourceId)}”, within ${label('MatchingScope', obstacle.needed, 'en').toLowerCase()}.`
    case 'DISTANCE':
      return `${fitting} ${which} ${is} farther than ${metres(obstacle.farthest, 'en')}; the nearest is “${nameOf(obstacle.resourceId)}”, ${obstacle.metres === null ? 'whose place is not known' : `${metres(obstacle.metres, 'en')} away`}.`
    case 'OUTSIDE_AUDIENCE':
      return `Of ${kind}, ${tested} exist, but for ${which} one side is not open to the other; the nearest is “${nameOf(obstacle.resourceId)}”.`
    case 'ATTRIBUTES':
      return `Of ${kind}, ${tested} exist, but the details of ${which} do not fit; the closest is “${nameOf(obstacle.resourceId)}”: ${obstacle.mismatches.map((one) => mismatch(one, 'en')).join('; ')}.`
    case 'WINDOWS': {
      if (isEmpty(obstacle.missing)) return `${fitting} no usable hours are left: none are chosen, they are too short, or they do not come in the period.`
      if (obstacle.slot) return `${fitting} ${which} ${is} not open for ${hours(obstacle.slot.minutes)} hours in a row ${obstacle.slot.timesPerWeek} times a week; the closest is “${nameOf(obstacle.resourceId)}”.`
      const everywhere = gap(obstacle.missingEverywhere, 'en')
      if (everywhere !== null) return `${fitting} ${which} ${is} closed: ${everywhere}.`
      return `${fitting} the hours of ${which} fall short; the closest is “${nameOf(obstacle.resourceId)}”, missing: ${gap(obstacle.missing, 'en') ?? ''}.`
    }
    case 'PERIOD':
      if (obstacle.resourceId === null || obstacle.offered === null) return `The period of the need ended on ${obstacle.needed.to}.`
      return `${fitting} the period of ${which} falls short; the closest is “${nameOf(obstacle.resourceId)}”, open ${obstacle.offered.from} to ${obstacle.offered.to}, wanted ${obstacle.needed.from} to ${obstacle.needed.to}.`
    case 'DECLINED':
      return `${fitting} one side has declined ${which} before; the nearest is “${nameOf(obstacle.resourceId)}”.`
    case 'QUANTITY':
      if (obstacle.most >= obstacle.least) return `${fitting} the quantity falls short: “${nameOf(obstacle.resourceId)}” can give at most ${obstacle.most}, ${obstacle.short} short.`
      return `${fitting} the quantity falls short: at least ${obstacle.least} are wanted at once, at “${nameOf(obstacle.resourceId)}” at most ${obstacle.most} can be had, ${obstacle.short} short.`
    case 'TAKEN':
      return `${fitting} those hours went to other needs: “${nameOf(obstacle.resourceId)}” gives ${takers(obstacle.takers, nameOf, '', 'en')}, ${obstacle.free} left.`
  }
}

function mismatch({ attribute, wanted, offered }: AttributeMismatch, language: Language): string {
  const name = label('Attribute', attribute, language)
  return language === 'zh'
    ? `${name}需要${attributeValue(attribute, wanted, 'zh')}，它${offered === null ? '没有注明' : `是${attributeValue(attribute, offered, 'zh')}`}`
    : `${name}: wanted ${attributeValue(attribute, wanted, 'en')}, ${offered === null ? 'not stated' : `offered ${attributeValue(attribute, offered, 'en')}`}`
}

/** As people say it: 30 个, “是”. */
export function attributeValue(name: AttributeMismatch['attribute'], given: AttributeValue, language: Language): string {
  if (typeof given === 'boolean') return language === 'zh' ? `“${given ? '是' : '否'}”` : given ? 'yes' : 'no'
  const definition = Object.values(CATEGORIES).flatMap(({ attributes }) => attributes).find((attribute) => attribute.name === name)
  if (definition?.type === 'enum') return label(definition.values, String(given) as never, language)
  const unit = definition?.type === 'integer' && definition.unit ? ` ${label('UnitOfMeasure', definition.unit, language)}` : ''
  return `${language === 'zh' ? ' ' : ''}${given}${unit}`
}

function takers(list: readonly Taker[], nameOf: (id: string) => string, unit: string, language: Language): string {
  const named = list.slice(0, 3).map(({ needId, quantity }) => (language === 'zh' ? `“${nameOf(needId)}” ${quantity} ${unit}` : `${quantity} to “${nameOf(needId)}”`))
  return language === 'zh' ? `${named.join('、')}${list.length > 3 ? ` 等 ${list.length} 项` : ''}` : `${named.join(', ')}${list.length > 3 ? ` and ${list.length - 3} more` : ''}`
}

function gap(windows: WeeklyWindows, language: Language): string | null {
  if (isEmpty(windows)) return null
  return language === 'zh' ? windowsSentence(windows) : windowsSentenceEn(windows)
}

/** A distance as people say it: 350 米, 1.2 公里. */
export function metres(distance: number, language: Language): string {
  if (distance < 1000) return language === 'zh' ? `${distance} 米` : `${distance} m`
  const kilometres = Math.round(distance / 100) / 10
  return language === 'zh' ? `${kilometres} 公里` : `${kilometres} km`
}

function hours(minutes: number): string {
  return String(Math.round((minutes / 60) * 10) / 10)
}
