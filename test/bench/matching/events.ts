import { Flow } from '../../../shared/src/matching/simplex-flow.ts'
import { solveFlow } from '../../../shared/src/matching/simplex.ts'
import { cityGraph, randomNumbers } from './city-graph.ts'
import { figure, median, type Settings } from './figures.ts'

const EVENTS = 400

/**
 * One event on a city whose flow is known: the change and the new best flow, against solving it from the start. Events come by turns: a need comes, goes, wants another quantity; a row comes, goes, has another
 * capacity; a proposal that is shown is declined, or accepted. In the end the flow must be certified, and what solving from the start finds.
 */
export async function events({ seed, scale }: Settings): Promise<void> {
  const size = scale === 'full' ? 100_000 : 5_000
  const nearest = 20
  const graph = cityGraph({ seed, size, nearest, kinds: 1 })
  solveFlow(cityGraph({ seed: seed + 1, size: 5_000, nearest, kinds: 1 }))
  const colds: number[] = []
  const cold = (): void => {
    const began = performance.now()
    solveFlow(graph)
    colds.push(performance.now() - began)
  }
  cold()
  const flow = new Flow(graph)
  flow.optimize()
  const random = randomNumbers(seed + 2)
  const any = (count: number): number => Math.floor(random() * count)
  const amount = (): number => 1 + any(5)
  const supplies = [...graph.supplies]
  const capacities = [...graph.capacities]
  const arcOf = (need: number, i: number): number => need * nearest + i
  /** A proposal that is shown, one of the first city's. */
  const shown = (): number => {
    for (;;) {
      const arc = arcOf(any(size), any(nearest))
      if (flow.flowOn(arc) > 0) return arc
    }
  }
  const quantity = (need: number, now: number): void => flow.setSupply(need, (supplies[need] = now))
  const capacity = (row: number, now: number): void => flow.setCapacity(row, (capacities[row] = now))
  const kinds: Record<string, () => () => void> = {
    'a need comes': () => {
      const like = any(size)
      const [wanted, more] = [amount(), Array.from({ length: nearest }, () => any(2 ** 28))]
      return () => {
        const need = flow.addNeed(wanted)
        supplies.push(wanted)
        for (let i = 0; i < nearest; i += 1) flow.addArc(need, graph.to[arcOf(like, i)]!, graph.utility[arcOf(like, i)]! + more[i]!)
      }
    },
    'a need goes': () => {
      const need = any(size)
      return () => quantity(need, 0)
    },
    'a need wants another quantity': () => {
      const [need, now] = [any(size), amount()]
      return () => quantity(need, now)
    },
    'a row comes': () => {
      const [like, holds] = [any(size), amount()]
      const candidates = Array.from({ length: nearest }, (_, i) => ({ need: (like + i * 97) % size, utility: graph.utility[arcOf((like + i * 97) % size, 0)]! }))
      return () => {
        const row = flow.addRow(holds)
        capacities.push(holds)
        for (const { need, utility } of candidates) flow.addArc(need, row, utility)
      }
    },
    'a row goes': () => {
      const row = any(size)
      return () => capacity(row, 0)
    },
    'a row has another capacity': () => {
      const [row, now] = [any(size), amount()]
      return () => capacity(row, now)
    },
    'a proposal is declined': () => {
      const arc = shown()
      return () => flow.forbid(arc)
    },
    'a proposal is accepted': () => {
      const arc = shown()
      const units = flow.flowOn(arc)
      return () => flow.commit(arc, units)
    },
  }
  const taken = new Map<string, { ms: number; needs: number; pivots: number }[]>()
  const byTurns = Object.entries(kinds)
  for (let i = 0; i < EVENTS; i += 1) {
    const [kind, prepare] = byTurns[i % byTurns.length]!
    const happens = prepare()
    const began = performance.now()
    happens()
    const { needs, pivots } = flow.optimize()
    const each = { ms: performance.now() - began, needs: needs.length, pivots }
    if (!taken.get(kind)?.push(each)) taken.set(kind, [each])
    if (i % 200 === 199) cold()
  }
  const answer = flow.answer()
  const anew = solveFlow(flow.problem())
  if (answer.value !== answer.dual || answer.value !== anew.value) throw new Error(`value ${answer.value}, dual ${answer.dual}, from the start ${anew.value}`)
  const all = [...taken.values()].flat()
  const reference = median(colds)
  const worst = Math.max(...all.map(({ ms }) => ms))
  figure({
    name: `one event at ${size.toLocaleString('en')} × ${size.toLocaleString('en')}, median, ÷ cold flow solve`,
    value: median(all.map(({ ms }) => ms)) / reference,
    ...(scale === 'full' ? { pass: 1 / 40, aim: 1 / 300 } : {}),
    reference: `${median(all.map(({ ms }) => ms)).toFixed(3)} ms : ${reference.toFixed(0)} ms, ${all.length} events, the longest ${worst.toFixed(1)} ms; certified, and equal to a cold solve at the end`,
  })
  for (const [kind, each] of taken) {
    figure({
      name: `  ${kind}, median`,
      value: median(each.map(({ ms }) => ms)),
      unit: ' ms',
      reference: `the longest ${Math.max(...each.map(({ ms }) => ms)).toFixed(1)} ms; ${median(each.map(({ needs }) => needs))} needs served otherwise (mean ${(each.reduce((sum, { needs }) => sum + needs, 0) / each.length).toFixed(1)}), ${median(each.map(({ pivots }) => pivots))} pivots`,
    })
  }
}
