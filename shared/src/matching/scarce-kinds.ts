import { CATEGORIES, type Attributes, type AttributeValue } from '../categories.ts'
import { dateOf } from '../date-period.ts'
import { valuesOf, type Category, type UnitOfMeasure, type WindowClass } from '../glossary.ts'
import { complement, PRESETS, type WeeklyWindows } from '../weekly-windows.ts'
import type { OpenNeed } from './board.ts'
import { compareIds } from './board.ts'
import { grouped } from './grouped.ts'
import type { MatchingNeed, MatchingResource } from './types.ts'

/** A handful of hours people speak of; each is the opening of a unit one might look for. */
export const CLASS_WINDOWS: Readonly<Record<WindowClass, WeeklyWindows>> = {
  WORKDAY_NIGHTS: PRESETS.workdayNights,
  WEEKENDS: PRESETS.weekends,
  OFF_HOURS: complement(PRESETS.workdayDays),
  WORKDAY_DAYS: PRESETS.workdayDays,
  ALL_WEEK: PRESETS.allWeek,
}

/** What can stand for another: category, what is counted, and the attributes that must be the same. */
export interface ScarceKind {
  readonly category: Category
  readonly unit: UnitOfMeasure | null
  /** Only those that must be the same, such as the vehicle of a parking space. */
  readonly attributes: Attributes
}

export interface KindOfNeeds extends ScarceKind {
  readonly needs: readonly OpenNeed[]
  /** Hours that can matter: of things without hours, only ALL_WEEK. */
  readonly classes: readonly WindowClass[]
}

/** Where the unit that is looked for would stand: at the convener of the alliance, for instance. */
export interface Site {
  readonly place: MatchingResource['place']
  /** The organizations and alliances it would belong to. */
  readonly circles: readonly string[]
  readonly tables?: MatchingResource['tables']
}

const ONE_MORE = 'one more'

/** The needs that still want something, by kind, in the order of the categories. */
export function kindsOf(needs: readonly OpenNeed[]): KindOfNeeds[] {
  const open = needs.filter(({ days, rest }) => days !== null && rest > 0)
  const kinds = [...grouped(open, ({ need }) => keyOf(need))]
  const order = valuesOf('Category')
  return kinds
    .map(([key, ofKind]) => {
      const { category, unit, attributes } = ofKind[0]!.need
      const timed = CATEGORIES[category].windows !== 'NONE' && ofKind.some(({ need }) => need.windows !== null || need.slot)
      return { key, category, unit: unit ?? null, attributes: sameAttributes(category, attributes), needs: ofKind, classes: timed ? valuesOf('WindowClass') : (['ALL_WEEK'] as const) }
    })
    .sort((a, b) => order.indexOf(a.category) - order.indexOf(b.category) || compareIds(a.key, b.key))
    .map(({ key: _, ...kind }) => kind)
}

/** Whether a resource is of the kind: what it leaves open fits every kind where the catalogue lets it. */
export function isOfKind(kind: ScarceKind, { category, unit, attributes }: MatchingResource): boolean {
  return category === kind.category && (unit ?? null) === kind.unit && Object.entries(kind.attributes).every(([name, value]) => attributes[name] === value)
}

/**
 * Units of a kind that nobody has yet: open in the hours of the class, to everybody, as long as the needs last, with
 * every attribute these needs ask for.
 * @param quantity from 1
 * @param today local date YYYY-MM-DD
 */
export function oneMore(kind: KindOfNeeds, windowClass: WindowClass, quantity: number, site: Site, today: string): MatchingResource {
  const last = Math.max(...kind.needs.map(({ days }) => days?.last ?? 0))
  const supply = CATEGORIES[kind.category].supplies.find((one) => one !== 'UNLIMITED') ?? 'CONSUMABLE'
  return {
    id: ONE_MORE,
    ownerId: ONE_MORE,
    category: kind.category,
    ...(kind.unit === null ? {} : { unit: kind.unit }),
    attributes: attributesFor(kind),
    supply,
    quantity,
    windows: windowClass === 'ALL_WEEK' ? null : CLASS_WINDOWS[windowClass],
    period: { from: today, to: dateOf(last) },
    place: [{ id: ONE_MORE, kind: 'UNIT' }, ...site.place],
    circles: site.circles,
    audience: null,
    ...(site.tables ? { tables: site.tables } : {}),
  }
}

function keyOf({ category, unit, attributes }: MatchingNeed): string {
  return JSON.stringify([category, unit ?? null, Object.entries(sameAttributes(category, attributes))])
}

function sameAttributes(category: Category, attributes: Attributes): Attributes {
  const same = CATEGORIES[category].attributes.filter(({ name, rule }) => rule === 'SAME' && attributes[name] !== undefined)
  return Object.fromEntries(same.map(({ name }) => [name, attributes[name]!]))
}

/** What satisfies every need of the kind: the most of each that any asks for; what may be left open is left open. */
function attributesFor({ category, attributes, needs }: KindOfNeeds): Attributes {
  const result: Record<string, AttributeValue> = { ...attributes }
  for (const attribute of CATEGORIES[category].attributes) {
    const asked = needs.flatMap(({ need }) => need.attributes[attribute.name] ?? [])
    if (attribute.rule === 'PROMISED' && asked.includes(true)) result[attribute.name] = true
    if (attribute.rule !== 'AT_LEAST' || asked.length === 0) continue
    if (attribute.type === 'integer') result[attribute.name] = Math.max(...asked.map(Number))
    // An enum lists its best value first.
    if (attribute.type === 'enum') result[attribute.name] = valuesOf(attribute.values).find((value) => asked.includes(value))!
  }
  return result
}
