import { attributeMismatches } from '../../../shared/src/categories.ts'
import { board, type OpenNeed, type OpenResource } from '../../../shared/src/matching/board.ts'
import { Candidates } from '../../../shared/src/matching/candidates.ts'
import { grouped } from '../../../shared/src/matching/grouped.ts'
import { Pairing } from '../../../shared/src/matching/pairs.ts'
import { city } from '../../../shared/src/matching/testing/city.ts'
import type { WeeklyWindows } from '../../../shared/src/weekly-windows.ts'
import { figure, type Settings } from './figures.ts'

const KEEP = 20

/**
 * How fast pairs are decided, beside a straightforward test of every pair of the same district on bits of half-hours. Both decide the same
 * pairs, in the same order of needs (that of the index, which suits the reference too: it is printed how fast it is as they come), from
 * needs and resources that stand ready in numbers, and must find the same number. The index scores what it finds, the reference only
 * counts. In seconds of the processor, which other programmes on the machine do not lengthen; of three runs the quickest counts. The second
 * figure is all there is to it, once and cold: the index made, needs put in order, pairs decided and scored, the best kept.
 */
export async function candidates({ seed, scale }: Settings): Promise<void> {
  const needs = scale === 'full' ? 100_000 : 10_000
  const open = board(city({ needs, seed }))
  const before = process.memoryUsage.rss()
  const index = new Candidates(open, new Pairing(open))
  let best = 0
  let made = 0
  const whole = seconds(() => {
    made = seconds(() => new Candidates(open, new Pairing(open)))
    for (const i of index.order()) best += index.best(open.needs[i]!, index.find(open.needs[i]!), KEEP)
  })
  const after = process.memoryUsage.rss()
  const order = Array.from(index.order(), (i) => open.needs[i]!)
  const asked = order.map((need) => index.ask(need)).filter((need) => need !== null)
  const [ours, mine] = timed(() => {
    const before = index.tests
    let passed = 0
    for (const need of asked) passed += index.answer(need)
    return { tests: index.tests - before, passed }
  })
  const [theirs, naive] = timed(onWords(open.resources, order))
  const [asTheyCome] = timed(onWords(open.resources, open.needs))
  const { tests, passed } = mine
  if (naive.passed !== passed || naive.tests !== tests) throw new Error(`the index finds ${passed} of ${tests} pairs, the reference ${naive.passed} of ${naive.tests}`)
  const perSecond = tests / ours
  const reference = naive.tests / theirs
  figure({
    name: `candidates ${needs} × ${needs}: pair tests a second ÷ on Uint32 words`,
    value: perSecond / reference,
    pass: 2,
    aim: 3,
    larger: true,
    reference: `${millions(perSecond)} M/s; ${millions(reference)} M/s on words of half-hours (${millions(tests / asTheyCome)} M/s on needs as they come); ${millions(tests)} M pairs, ${millions(passed)} M suit`,
  })
  figure({
    name: `candidates found, the best ${KEEP} kept, with the making of the index`,
    value: whole,
    unit: ' s',
    reference: `${millions(tests / whole)} M/s, ${made.toPrecision(3)} s of it the index; ${millions(best)} M pairs kept; resident memory ${Math.round(before / 1e6)} MB before, ${Math.round(after / 1e6)} MB after`,
  })
}

const millions = (value: number): string => (value / 1e6).toPrecision(3)

function seconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function timed<T>(work: () => T): readonly [seconds: number, result: T] {
  const result = work()
  return [Math.min(...[1, 2, 3].map(() => seconds(() => void work()))), result]
}

/** 336 half-hours. */
const WORDS = 11

function setWords(to: Uint32Array, offset: number, windows: WeeklyWindows): void {
  for (const { start, end } of windows) for (let half = start / 30; half < end / 30; half++) to[offset + (half >>> 5)]! |= 1 << (half & 31)
}

/** Resources of a category in a district, a column each; hours are eleven words behind each other. */
interface District {
  readonly size: number
  readonly owners: Int32Array
  readonly attributes: Int32Array
  readonly firsts: Int32Array
  readonly lasts: Int32Array
  readonly mosts: Float64Array
  /** -1 is everyone. */
  readonly audiences: Int32Array
  readonly circles: readonly ReadonlySet<number>[]
  readonly words: Uint32Array
}

/**
 * Kind, owner, period, quantity and audience as numbers, attributes by a table, hours by words: all wanted are open, or two hours in a row
 * are, on as many days as asked, for a slot. Returns the tests of all pairs of a district, ready to be run.
 */
function onWords(resources: readonly OpenResource[], needs: readonly OpenNeed[]): () => { readonly tests: number; readonly passed: number } {
  const numbers = new Map<string, number>()
  const number = (text: string): number => numbers.get(text) ?? (numbers.set(text, numbers.size), numbers.size - 1)
  const circlesOf = (circles: readonly string[]): ReadonlySet<number> => new Set(circles.map(number))
  const attributes = [...new Map([...needs.map(({ need }) => need), ...resources.map(({ resource }) => resource)].map((entry) => [`${entry.category} ${JSON.stringify(entry.attributes)}`, entry])).values()]
  const attributeOf = new Map(attributes.map((entry, i) => [`${entry.category} ${JSON.stringify(entry.attributes)}`, i]))
  const fits = attributes.map((need) => Uint8Array.from(attributes, (resource) => (need.category === resource.category && attributeMismatches(need.category, need.attributes, resource.attributes).length === 0 ? 1 : 0)))
  const districts = new Map(
    [...grouped(resources, ({ resource }) => `${resource.category} ${resource.place[3]?.id}`)].map(([key, list]): [string, District] => {
      const words = new Uint32Array(list.length * WORDS)
      list.forEach(({ windows }, i) => setWords(words, i * WORDS, windows))
      return [
        key,
        {
          size: list.length,
          owners: Int32Array.from(list, ({ resource }) => number(resource.ownerId)),
          attributes: Int32Array.from(list, ({ resource }) => attributeOf.get(`${resource.category} ${JSON.stringify(resource.attributes)}`)!),
          firsts: Int32Array.from(list, ({ first }) => first),
          lasts: Int32Array.from(list, ({ last }) => last),
          mosts: Float64Array.from(list, ({ resource }) => resource.quantity ?? Number.POSITIVE_INFINITY),
          audiences: Int32Array.from(list, ({ resource }) => (resource.audience === null ? -1 : number(resource.audience))),
          circles: list.map(({ resource }) => circlesOf(resource.circles)),
          words,
        },
      ]
    }),
  )
  const asked = needs.map(({ need, days, least }) => {
    const words = new Uint32Array(WORDS)
    setWords(words, 0, need.windows ?? [])
    return {
      district: districts.get(`${need.category} ${need.place[3]?.id}`),
      owner: number(need.ownerId),
      fits: fits[attributeOf.get(`${need.category} ${JSON.stringify(need.attributes)}`)!]!,
      first: days?.first ?? 0,
      last: days?.last ?? 0,
      least,
      audience: need.audience === null ? -1 : number(need.audience),
      circles: circlesOf(need.circles),
      times: need.slot?.timesPerWeek ?? 0,
      words,
    }
  })
  return () => {
    let tests = 0
    let passed = 0
    for (const need of asked) {
      if (!need.district) continue
      const { size, owners, attributes: offered, firsts, lasts, mosts, audiences, circles, words } = need.district
      tests += size
      for (let i = 0; i < size; i++) {
        if (need.fits[offered[i]!] === 0 || owners[i] === need.owner || firsts[i]! > need.first || lasts[i]! < need.last || mosts[i]! < need.least) continue
        if (!(need.times ? hasSlots(need.words, words, i * WORDS, need.times) : covers(need.words, words, i * WORDS))) continue
        if ((audiences[i] === -1 || need.circles.has(audiences[i]!)) && (need.audience === -1 || circles[i]!.has(need.audience))) passed++
      }
    }
    return { tests, passed }
  }
}

function covers(wanted: Uint32Array, open: Uint32Array, offset: number): boolean {
  for (let i = 0; i < WORDS; i++) if ((wanted[i]! & ~open[offset + i]!) !== 0) return false
  return true
}

/** Whether two hours in a row are wanted and open, on so many days. */
function hasSlots(wanted: Uint32Array, open: Uint32Array, offset: number, times: number): boolean {
  let days = 0
  let day = -1
  for (let i = 0; i < WORDS; i++) {
    const both = wanted[i]! & open[offset + i]!
    if (both === 0) continue
    const next = i + 1 < WORDS ? wanted[i + 1]! & open[offset + i + 1]! : 0
    let starts = both & ((both >>> 1) | (next << 31)) & ((both >>> 2) | (next << 30)) & ((both >>> 3) | (next << 29))
    for (; starts !== 0; starts &= starts - 1) {
      const on = Math.floor((i * 32 + 31 - Math.clz32(starts & -starts)) / 48)
      if (on === day) continue
      day = on
      days++
      if (days === times) return true
    }
  }
  return false
}
