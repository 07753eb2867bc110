import { parentPort } from 'node:worker_threads'
import loadHighs from 'highs'
import { allocate } from '@red-alliance/shared/matching/allocate'
import { check } from '@red-alliance/shared/matching/check'
import { highsSolver } from '@red-alliance/shared/matching/highs-solver'
import { scarcity } from '@red-alliance/shared/matching/scarcity'
import type { QuestionKind, Questions } from './questions.ts'

const solver = highsSolver(await loadHighs())

const ANSWERS: { readonly [K in QuestionKind]: (question: Questions[K]['question']) => Questions[K]['answer'] } = {
  allocate: (input) => {
    const allocation = allocate(input, solver)
    return { allocation, violations: check(input, allocation) }
  },
  scarcity: ({ input, site }) => scarcity(input, allocate(input, solver), solver, site),
}

parentPort!.on('message', ({ job, kind, question }: { job: number; kind: QuestionKind; question: unknown }) => {
  try {
    parentPort!.postMessage({ job, answer: (ANSWERS[kind] as (question: unknown) => unknown)(question) })
  } catch (error) {
    parentPort!.postMessage({ job, error: error instanceof Error ? error.message : String(error) })
  }
})
