import { attributeMismatches } from '../../../shared/src/categories.ts'
import { board, type Board } from '../../../shared/src/matching/board.ts'
import { Candidates } from '../../../shared/src/matching/candidates.ts'
import { Pairing } from '../../../shared/src/matching/pairs.ts'
import { city } from '../../../shared/src/matching/testing/city.ts'
import type { WeeklyWindows } from '../../../shared/src/weekly-windows.ts'
import { figure, type Settings } from './figures.ts'

const KEEP = 20

/** How fast pairs are decided, beside a straightforward test of every pair of the same district on bits of half-hours. */
export async function candidates({ seed, scale }: Settings): Promise<void> {
  const needs = scale === 'full' ? 100_000 : 10_000
  const open = board(city({ needs, seed }))
  const began = performance.now()
  const index = new Candidates(open, new Pairing(open))
  const built = performance.now()
  let found = 0
  for (const need of open.needs) found += index.find(need)
  const ours = performance.now() - built
  const kept = performance.now()
  let best = 0
  for (const need of open.needs) best += index.best(need, index.find(need), KEEP)
  const keeping = performance.now() - kept
  const naive = onWords(open)
  const perSecond = (index.tests / 2 / (ours + built - began)) * 1000
  const reference = (naive.tests / naive.ms) * 1000
  figure({
    name: `candidates ${needs} × ${needs}, pair tests a second ÷ on Uint32 words`,
    value: perSecond / reference,
    pass: 2,
    aim: 3,
    larger: true,
    reference: `${millions(perSecond)} M/s of ${millions(index.tests / 2)} M pairs with the index, ${millions(found)} M suit; ${millions(reference)} M/s on words of half-hours, ${millions(naive.passed)} M pass`,
  })
  figure({ name: `candidates found, the best ${KEEP} kept`, value: keeping / 1000, unit: ' s', reference: `${millions(best)} M pairs` })
}

const millions = (value: number): string => (value / 1e6).toPrecision(3)

/** 336 half-hours. */
const WORDS = 11

function words(windows: WeeklyWindows): Uint32Array {
  const result = new Uint32Array(WORDS)
  for (const { start, end } of windows) for (let half = start / 30; half < end / 30; half++) result[half >>> 5]! |= 1 << (half & 31)
  return result
}

/** Kind, owner and period as numbers, attributes by a table, hours by words: all wanted are open, or two hours in a row are for a slot. */
function onWords({ needs, resources }: Board): { readonly tests: number; readonly passed: number; readonly ms: number } {
  const numbers = new Map<string, number>()
  const number = (text: string): number => numbers.get(text) ?? (numbers.set(text, numbers.size), numbers.size - 1)
  const attributes = [...new Map([...needs.map(({ need }) => need), ...resources.map(({ resource }) => resource)].map((entry) => [`${entry.category} ${JSON.stringify(entry.attributes)}`, entry])).values()]
  const attributeOf = new Map(attributes.map((entry, i) => [`${entry.category} ${JSON.stringify(entry.attributes)}`, i]))
  const fits = attributes.map((need) => Uint8Array.from(attributes, (resource) => (need.category === resource.category && attributeMismatches(need.category, need.attributes, resource.attributes).length === 0 ? 1 : 0)))
  const districts = new Map<string, { readonly owner: number; readonly attributes: number; readonly first: number; readonly last: number; readonly words: Uint32Array }[]>()
  for (const { resource, windows, first, last } of resources) {
    const key = `${resource.category} ${resource.place[3]?.id}`
    const entry = { owner: number(resource.ownerId), attributes: attributeOf.get(`${resource.category} ${JSON.stringify(resource.attributes)}`)!, first, last, words: words(windows) }
    const list = districts.get(key)
    if (list) list.push(entry)
    else districts.set(key, [entry])
  }
  const asked = needs.map(({ need, days }) => ({
    key: `${need.category} ${need.place[3]?.id}`,
    owner: number(need.ownerId),
    attributes: attributeOf.get(`${need.category} ${JSON.stringify(need.attributes)}`)!,
    first: days?.first ?? 0,
    last: days?.last ?? 0,
    slot: Boolean(need.slot),
    words: words(need.windows ?? []),
  }))
  let tests = 0
  let passed = 0
  const began = performance.now()
  for (const need of asked) {
    const list = districts.get(need.key) ?? []
    const own = fits[need.attributes]!
    tests += list.length
    for (const resource of list) {
      if (own[resource.attributes] === 0 || resource.owner === need.owner || resource.first > need.first || resource.last < need.last) continue
      if (need.slot ? twoHours(need.words, resource.words) : covers(need.words, resource.words)) passed++
    }
  }
  return { tests, passed, ms: performance.now() - began }
}

function covers(wanted: Uint32Array, open: Uint32Array): boolean {
  for (let i = 0; i < WORDS; i++) if ((wanted[i]! & ~open[i]!) !== 0) return false
  return true
}

function twoHours(wanted: Uint32Array, open: Uint32Array): boolean {
  for (let i = 0; i < WORDS; i++) {
    const both = wanted[i]! & open[i]!
    const next = i + 1 < WORDS ? wanted[i + 1]! & open[i + 1]! : 0
    if ((both & ((both >>> 1) | (next << 31)) & ((both >>> 2) | (next << 30)) & ((both >>> 3) | (next << 29))) !== 0) return true
  }
  return false
}
