import { Worker } from 'node:worker_threads'
import { nearOrder } from '../../../shared/src/matching/simplex-order.ts'
import { flowParts, joinedFlow } from '../../../shared/src/matching/simplex-parts.ts'
import type { FlowAnswer, FlowProblem } from '../../../shared/src/matching/simplex-problem.ts'
import { solveFlow } from '../../../shared/src/matching/simplex.ts'
import { cityGraph } from './city-graph.ts'
import { figure, median, missing, type Settings } from './figures.ts'
import { makeLemon, type Lemon } from './lemon.ts'

const ROUNDS = 3
/** Categories × days of the week that share nothing. */
const KINDS = 28

/**
 * Pure flow: `solveFlow` against native LEMON on the same graph, best of a few rounds of each (what other programs take makes a round longer, never shorter). Ours includes everything from the
 * plain arrays to the certified answer, theirs only run(). Both must find the same objective. All of theirs come first: a round of ours right after another program had the memory pays for getting it
 * back from the kernel, which theirs does before run() begins.
 */
export async function flow({ seed, scale }: Settings): Promise<void> {
  const size = scale === 'full' ? 100_000 : 5_000
  const lemon = makeLemon()
  if (typeof lemon === 'string') {
    missing('pure flow ÷ LEMON', lemon)
    return
  }
  const workers = [await FlowWorker.start(), await FlowWorker.start()] as const
  try {
    const warmUp = cityGraph({ seed: seed + 1, size: 5_000, nearest: 20, kinds: 4 })
    for (let i = 0; i < 2; i += 1) solveFlow(warmUp)
    for (const worker of workers) for (const { problem } of flowParts(warmUp)) await worker.solve(problem)

    const one = cityGraph({ seed, size, nearest: 20, kinds: 1 })
    const whole = [by(), by()] as const
    const ofOne = best(lemon, one, whole[0])
    for (let round = 0; round < ROUNDS; round += 1) whole[1].push(await timed(() => Promise.resolve(solveFlow(one)), ofOne))
    const parts = flowParts(one).length
    line(`pure flow, ${sizes(one)}, ${parts} component${parts === 1 ? '' : 's'} solved as one, ÷ LEMON`, whole[1], whole[0], scale === 'full' ? { pass: 1.3, aim: 0.8 } : {})
    // Part of the gain is that we number neighbours near each other. LEMON takes what it is given: this is what it would be if it were given that.
    const near = lemon.solve(numberedNear(one))
    figure({ name: 'the same ÷ LEMON on the graph numbered by nearness', value: Math.min(...whole[1]) / near.seconds, reference: `${Math.min(...whole[1]).toFixed(2)} s : ${near.seconds.toFixed(2)} s, once` })

    const many = cityGraph({ seed, size, nearest: 20, kinds: KINDS })
    const times = [by(), by(), by()] as const
    const ofMany = best(lemon, many, times[0])
    for (let round = 0; round < ROUNDS; round += 1) times[1].push(await timed(() => Promise.resolve(inParts(many)), ofMany))
    for (let round = 0; round < ROUNDS; round += 1) times[2].push(await timed(() => byWorkers(many, workers), ofMany))
    const bounds = scale === 'full' ? { pass: 0.3, aim: 0.13 } : {}
    const name = `the same in ${flowParts(many).length} components`
    line(`${name}, one by one, ÷ LEMON on the whole`, times[1], times[0], bounds)
    line(`${name}, by two workers, ÷ LEMON on the whole`, times[2], times[0], bounds)
  } finally {
    for (const worker of workers) await worker.stop()
    lemon.close()
  }
}

const by = (): number[] => []

/** The objective, and the seconds of each round. */
function best(lemon: Lemon, graph: FlowProblem, seconds: number[]): number {
  const rounds = Array.from({ length: ROUNDS }, () => lemon.solve(graph))
  seconds.push(...rounds.map((round) => round.seconds))
  return rounds[0]!.value
}

const sizes = ({ supplies, capacities, from }: FlowProblem): string => `${supplies.length.toLocaleString('en')} × ${capacities.length.toLocaleString('en')}, ${from.length.toLocaleString('en')} arcs`

function line(name: string, ours: number[], theirs: number[], bounds: { pass?: number; aim?: number }): void {
  const [a, b] = [Math.min(...ours), Math.min(...theirs)]
  figure({ name, value: a / b, ...bounds, reference: `${a.toFixed(2)} s : ${b.toFixed(2)} s, best of ${ROUNDS} (medians ${median(ours).toFixed(2)} : ${median(theirs).toFixed(2)}), same objective, value = dual` })
}

/** Seconds until the answer, which must be proved and what the reference found. */
async function timed(work: () => Promise<FlowAnswer>, value: number): Promise<number> {
  const began = performance.now()
  const answer = await work()
  const seconds = (performance.now() - began) / 1000
  if (answer.value !== value || answer.dual !== value) throw new Error(`value ${answer.value} and dual ${answer.dual}, but LEMON found ${value}`)
  return seconds
}

/** The same problem with needs and rows numbered as the solver numbers them. */
function numberedNear({ supplies, capacities, from, to, utility }: FlowProblem): FlowProblem {
  const needs = supplies.length
  const order = nearOrder(needs, capacities.length, from, to)
  const [needOrder, rowOrder] = [order.filter((i) => i < needs), order.filter((i) => i >= needs).map((i) => i - needs)]
  const [newNeed, newRow] = [new Int32Array(needs), new Int32Array(capacities.length)]
  needOrder.forEach((need, i) => (newNeed[need] = i))
  rowOrder.forEach((row, i) => (newRow[row] = i))
  const arcs = Int32Array.from(from, (_, arc) => arc).sort((a, b) => newNeed[from[a]!]! - newNeed[from[b]!]! || a - b)
  return {
    supplies: needOrder.map((need) => supplies[need]!),
    capacities: rowOrder.map((row) => capacities[row]!),
    from: arcs.map((arc) => newNeed[from[arc]!]!),
    to: arcs.map((arc) => newRow[to[arc]!]!),
    utility: Float64Array.from(arcs, (arc) => utility[arc]!),
  }
}

function inParts(graph: FlowProblem): FlowAnswer {
  const parts = flowParts(graph)
  return joinedFlow(graph, parts, parts.map(({ problem }) => solveFlow(problem)))
}

/** The largest parts first, each to the worker that is free next. */
async function byWorkers(graph: FlowProblem, workers: readonly FlowWorker[]): Promise<FlowAnswer> {
  const parts = flowParts(graph)
  const answers: FlowAnswer[] = []
  const order = parts.map((_, i) => i).sort((a, b) => parts[b]!.arcs.length - parts[a]!.arcs.length)
  await Promise.all(
    workers.map(async (worker) => {
      for (let part = order.shift(); part !== undefined; part = order.shift()) answers[part] = await worker.solve(parts[part]!.problem)
    }),
  )
  return joinedFlow(graph, parts, answers)
}

/** `solveFlow` in a thread of its own. */
class FlowWorker {
  private constructor(private readonly worker: Worker) {}

  static async start(): Promise<FlowWorker> {
    const worker = new Worker(new URL('./flow-worker.ts', import.meta.url))
    await new Promise((resolve, reject) => worker.once('online', resolve as () => void).once('error', reject))
    return new FlowWorker(worker)
  }

  solve(problem: FlowProblem): Promise<FlowAnswer> {
    return new Promise((resolve, reject) => {
      const failed = (error: Error): void => reject(error)
      this.worker.once('error', failed)
      this.worker.once('message', (answer: FlowAnswer) => {
        this.worker.off('error', failed)
        resolve(answer)
      })
      this.worker.postMessage(problem)
    })
  }

  async stop(): Promise<void> {
    await this.worker.terminate()
  }
}
