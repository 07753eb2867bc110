import { parentPort } from 'node:worker_threads'
import loadHighs from 'highs'
import { allocate } from '@red-alliance/shared/matching/allocate'
import { check } from '@red-alliance/shared/matching/check'
import { highsSolver } from '@red-alliance/shared/matching/highs-solver'
import type { MatchingInput } from '@red-alliance/shared/matching/types'

const solver = highsSolver(await loadHighs())

parentPort!.on('message', ({ job, input }: { job: number; input: MatchingInput }) => {
  try {
    const allocation = allocate(input, solver)
    parentPort!.postMessage({ job, solved: { allocation, violations: check(input, allocation) } })
  } catch (error) {
    parentPort!.postMessage({ job, error: error instanceof Error ? error.message : String(error) })
  }
})
