import { describe, expect, test } from '@jest/globals'
import loadHighs from 'highs'
import { allocate } from './allocate.ts'
import { check } from './check.ts'
import { highsSolver } from './highs-solver.ts'
import { metresBetween } from './position.ts'
import { aNeed, anInput, aResource } from './testing/story.ts'
import { DEFAULT_WEIGHTS, type Allocation, type MatchingInput } from './types.ts'
import { obstacleSentence, termWords } from './words.ts'

const solver = highsSolver(await loadHighs())

function allocated(input: MatchingInput): Allocation {
  const allocation = allocate(input, solver)
  expect(check(input, allocation)).toEqual([])
  return allocation
}

const pairs = ({ matches }: Allocation): string[] => matches.map(({ needId, resourceId }) => `${needId} ${resourceId}`)
const said = ({ matches }: Allocation): string[] => (matches[0]?.terms ?? []).map((term) => `${termWords(term, 'zh').label} ${termWords(term, 'zh').detail} ${term.points}`)
const why = (allocation: Allocation): string => obstacleSentence(allocation.unmet[0]!.obstacles.at(-1)!, { language: 'zh', category: 'PARKING', nameOf: (id) => id })
const at = (metresNorth: number) => ({ latitude: 38_042_000 + Math.round(metresNorth / 0.11119508), longitude: 114_514_000 })

describe('a need is offered in its community first', () => {
  const near = aNeed('东安社区', { place: [{ id: 'dongan', kind: 'COMMUNITY' }, { id: 'qingyuan', kind: 'STREET' }, { id: 'changan', kind: 'DISTRICT' }], scope: 'COMMUNITY' })
  const elsewhere = aResource('康宁医院')

  test('what lies outside is not proposed, and the reason says how far it would have to be offered', () => {
    const allocation = allocated(anInput([near], [elsewhere]))
    expect(pairs(allocation)).toEqual([])
    expect(allocation.unmet[0]?.obstacles).toMatchObject([{ code: 'OUTSIDE_SCOPE', scope: 'COMMUNITY', needed: 'STREET' }])
    expect(why(allocation)).toBe('有 1 处车位，但都在本社区以外，而这项需求目前只在本社区内匹配；最近的是“康宁医院”，要扩大到本街道。')
  })

  test('widened to the street it is, for two points less', () => {
    const allocation = allocated(anInput([{ ...near, scope: 'STREET' }], [elsewhere]))
    expect(said(allocation)).toContain('扩大到本街道  -2')
    expect(allocation.matches[0]?.score).toBe(40 + 25 + 14 + 3 - 2)
  })

  test('who sits at the community’s own table is as near as who stands there', () => {
    const table = [{ id: '东安社区红色联盟', scope: 'COMMUNITY' as const }]
    const allocation = allocated(anInput([{ ...near, tables: table }], [{ ...elsewhere, tables: table }]))
    expect(allocation.matches[0]?.terms.some(({ term }) => term === 'WIDENING')).toBe(false)
    expect(pairs(allocation)).toEqual(['东安社区 康宁医院'])
  })

  test('a unit that stands in a street itself begins there', () => {
    const unit = aNeed('律师事务所', { place: [{ id: 'unit', kind: 'UNIT' }, { id: 'qingyuan', kind: 'STREET' }, { id: 'changan', kind: 'DISTRICT' }], scope: 'STREET' })
    expect(allocated(anInput([unit], [elsewhere])).matches[0]?.score).toBe(40 + 25 + 14 + 3)
  })

  test('however dear widening is made, a match is worth more than none', () => {
    const allocation = allocated(anInput([{ ...near, scope: 'CITY' }], [elsewhere], { weights: { ...DEFAULT_WEIGHTS, widening: 1000 } }))
    expect(allocation.value).toBe(1)
  })
})

describe('metres', () => {
  test('are measured as on a map: 青园街道 to 石家庄站 is about 5 km', () => {
    expect(metresBetween({ latitude: 38_042_000, longitude: 114_514_000 }, { latitude: 38_010_000, longitude: 114_478_000 })).toBe(4754)
    expect(metresBetween(at(0), at(350))).toBe(350)
  })

  test('the nearer of two gets it, and the distance stands in the score', () => {
    const allocation = allocated(anInput([aNeed('n', { position: at(0) })], [aResource('far', { position: at(900) }), aResource('near', { position: at(180) })]))
    expect(pairs(allocation)).toEqual(['n near'])
    expect(said(allocation)).toContain('距离 180 米 4')
  })

  test('farther than asked is not near enough; an unknown place only in the same community', () => {
    const need = aNeed('n', { position: at(0), farthest: 500 })
    expect(why(allocated(anInput([need], [aResource('r', { position: at(800) })])))).toBe('有 1 处车位合适，但超过 500 米；最近的是“r”，相距 800 米。')
    expect(why(allocated(anInput([need], [aResource('r')])))).toBe('有 1 处车位合适，但超过 500 米；最近的是“r”，位置没有登记。')
    expect(pairs(allocated(anInput([need], [aResource('r', { place: need.place.slice(1) })])))).toEqual(['n r'])
  })
})

describe('give and take', () => {
  test('who has given before is preferred by whom they gave to', () => {
    const allocation = allocated(anInput([aNeed('街道'), aNeed('旁人')], [aResource('医院')], { favors: [{ giverId: '街道', takerId: '医院' }] }))
    expect(pairs(allocation)).toEqual(['街道 医院'])
    expect(said(allocation)).toContain('互惠 需求方此前帮助过对方 4')
  })

  const needs = ['a', 'b', 'c'].map((id) => aNeed(id))
  const resources = [aResource('large', { quantity: 3 }), aResource('small')]

  test('fairness spreads what is equal over the owners, and never leaves a need unserved', () => {
    const fair = allocated(anInput(needs, resources, { weights: { ...DEFAULT_WEIGHTS, fairness: 2 } }))
    expect(new Set(fair.matches.map(({ resourceId }) => resourceId)).size).toBe(2)
    const alone = allocated(anInput(needs, [aResource('large', { quantity: 3 })], { weights: { ...DEFAULT_WEIGHTS, fairness: 10 } }))
    expect(alone.matches).toHaveLength(3)
    expect(alone.value).toBe(3 * (40 + 25 + 14 + 3 - 2) - 10 - 20)
  })

  test('what an owner has agreed to already counts', () => {
    const committed = [{ needId: 'past', resourceId: 'busy', quantity: 1, windows: null, period: { from: '2026-03-01', to: '2026-03-10' } }]
    const allocation = allocated(anInput([aNeed('n')], [aResource('busy', { quantity: 2 }), aResource('free')], { committed, weights: { ...DEFAULT_WEIGHTS, fairness: 1 } }))
    expect(pairs(allocation)).toEqual(['n free'])
  })
})
