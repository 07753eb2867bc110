import { parentPort } from 'node:worker_threads'
import loadHighs from 'highs'
import { allocate } from '@red-alliance/shared/matching/allocate'
import { alternatives } from '@red-alliance/shared/matching/alternatives'
import { check } from '@red-alliance/shared/matching/check'
import { highsSolver } from '@red-alliance/shared/matching/highs-solver'
import { movesOf } from '@red-alliance/shared/matching/moves'
import { reoptimise } from '@red-alliance/shared/matching/reoptimise'
import { remediesOf } from '@red-alliance/shared/matching/remedies'
import { scarcity } from '@red-alliance/shared/matching/scarcity'
import { rings } from '@red-alliance/shared/matching/rings'
import { whatIf } from '@red-alliance/shared/matching/what-if'
import type { QuestionKind, Questions } from './questions.ts'

const solver = highsSolver(await loadHighs())

/** How many times a solve says how far it is, at most: components may be thousands. */
const MOST_SAID = 100
/** Needs of a run in which what a move gains is still reckoned. */
const LARGEST_RECKONED = 2000
type Say = (done: number, of: number) => void

const ANSWERS: { readonly [K in QuestionKind]: (question: Questions[K]['question'], say: Say) => Questions[K]['answer'] } = {
  run: (input, say) => {
    const allocation = allocate(input, solver, { progress: say })
    return { allocation, violations: check(input, allocation), moves: movesOf(input, allocation, solver, input.needs.length > LARGEST_RECKONED ? 0 : undefined) }
  },
  reoptimise: ({ input, touched }) => {
    const { part, allocation, moves } = reoptimise(input, touched, solver)
    return { part, allocation, violations: check(part, allocation), moves }
  },
  allocate: (input) => {
    const allocation = allocate(input, solver)
    return { allocation, violations: check(input, allocation) }
  },
  alternatives: ({ input, needId, resourceId }) => alternatives(input, needId, resourceId, solver),
  scarcity: ({ input, site }) => scarcity(input, allocate(input, solver), solver, site),
  whatIf: ({ input, entry }) => whatIf(input, entry, solver),
  rings: ({ arcs, owners }) => rings(arcs, owners, solver),
  remedies: ({ input, needId, named, only }) => {
    const ids = new Set(named)
    return remediesOf(input, needId, solver, { only, named: (id) => ids.has(id) })
  },
}

parentPort!.on('message', ({ job, kind, question }: { job: number; kind: QuestionKind; question: unknown }) => {
  let said = 0
  const say: Say = (done, of) => {
    if (of === 0 || (done * MOST_SAID) / of < said + 1) return
    said = Math.floor((done * MOST_SAID) / of)
    parentPort!.postMessage({ job, done, of })
  }
  try {
    parentPort!.postMessage({ job, answer: (ANSWERS[kind] as (question: unknown, say: Say) => unknown)(question, say) })
  } catch (error) {
    parentPort!.postMessage({ job, error: error instanceof Error ? error.message : String(error) })
  }
})
