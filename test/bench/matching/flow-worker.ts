import { parentPort } from 'node:worker_threads'
import type { FlowProblem } from '../../../shared/src/matching/simplex-problem.ts'
import { solveFlow } from '../../../shared/src/matching/simplex.ts'

parentPort?.on('message', (problem: FlowProblem) => parentPort!.postMessage(solveFlow(problem)))
