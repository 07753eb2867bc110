import { describe, expect, test } from '@jest/globals'
import { DAY, onDays, PRESETS } from '@red-alliance/shared/weekly-windows'
import { filtered, firstOf, placesOf, weeksFrom } from './board-filter.ts'
import type { Board, BoardNeed, BoardProposal, BoardResource } from './board.ts'

const owner = (name: string, kind = 'COMMUNITY', placeName = '长安区 青园街道') => ({ id: name, name, kind, placeName })
const need = (id: string, changes: object = {}): BoardNeed => ({ id, title: id, quantity: 5, urgency: 1, metQuantity: 0, waitingQuantity: 0, windows: null, startsOn: '2026-03-05', endsOn: '2026-08-31', owner: owner('东安社区'), ...changes }) as unknown as BoardNeed
const resource = (id: string, changes: object = {}): BoardResource => ({ id, title: id, quantity: 5, windows: null, startsOn: '2026-03-05', endsOn: '2026-12-31', owner: owner('怡园大厦物业', 'UNIT', '长安区 青园街道 东安社区'), ...changes }) as unknown as BoardResource
const proposal = (needId: string, resourceId: string): BoardProposal => ({ id: `${needId} ${resourceId}`, quantity: 1, need: { id: needId }, resource: { id: resourceId } }) as unknown as BoardProposal
const ALL = { hours: '', week: '', place: '', search: '' }

const board: Board = {
  needs: [need('nights', { windows: PRESETS.workdayNights }), need('saturdays', { windows: PRESETS.weekends, owner: owner('谈阁社区') })],
  resources: [resource('garage', { windows: PRESETS.workdayNights }), resource('always')],
  proposals: [proposal('nights', 'garage'), proposal('saturdays', 'always')],
}
const ids = ({ needs, resources, proposals }: Board): string[] => [...needs, ...resources, ...proposals].map(({ id }) => id)

describe('what of the board is looked at', () => {
  test('by hours: what meets them, and what has no hours', () => {
    expect(ids(filtered(board, { ...ALL, hours: 'WORKDAY_DAYS' }))).toEqual(['always'])
    expect(ids(filtered(board, { ...ALL, hours: 'day6' }))).toEqual(['saturdays', 'always', 'saturdays always'])
  })

  test('by a calendar week: what stands on a day of it, in its hours', () => {
    expect(ids(filtered(board, { ...ALL, week: '2026-02-23' }))).toEqual([])
    expect(ids(filtered(board, { ...ALL, week: '2026-03-02' }))).toEqual(ids(board))
    const monday: Board = { ...board, needs: [need('mondays', { windows: onDays([0], 0, DAY) })] }
    expect(ids(filtered(monday, { ...ALL, week: '2026-03-02' }))).toEqual(['garage', 'always'])
    expect(ids(filtered(board, { ...ALL, hours: 'day6', week: '2026-09-07' }))).toEqual(['always'])
  })

  test('the weeks to choose from begin with this one; an older one that the address names is among them', () => {
    expect(weeksFrom('2026-03-05', '').slice(0, 2)).toEqual(['2026-03-02', '2026-03-09'])
    expect(weeksFrom('2026-03-05', '2026-02-02')[0]).toBe('2026-02-02')
    expect(weeksFrom('2026-03-05', 'soon')).toEqual(weeksFrom('2026-03-05', ''))
  })

  test('by place: a unit stands in its community', () => {
    expect(placesOf(board)).toEqual(['东安社区', '谈阁社区'])
    expect(ids(filtered(board, { ...ALL, place: '东安社区' }))).toEqual(['nights', 'garage', 'always', 'nights garage'])
  })

  test('by words of title or owner', () => {
    expect(ids(filtered(board, { ...ALL, search: '谈阁' }))).toEqual(['saturdays'])
  })

  test('of five hundred, the most urgent with what serves them', () => {
    const many: Board = { needs: Array.from({ length: 500 }, (_, i) => need(`n${i}`, { urgency: i === 400 ? 5 : 1 })), resources: Array.from({ length: 500 }, (_, i) => resource(`r${i}`)), proposals: [proposal('n400', 'r499')] }
    const first = firstOf(many, 20)
    expect(first.needs[0]?.id).toBe('n400')
    expect(first.resources[0]?.id).toBe('r499')
    expect([first.needs.length, first.resources.length, first.proposals.length]).toEqual([20, 20, 1])
  })
})
