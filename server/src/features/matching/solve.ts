import { Worker } from 'node:worker_threads'
import type { MatchingInput } from '@red-alliance/shared/matching/types'
import type { QuestionKind, Questions, Solved } from './questions.ts'

/** Called while the engine is at work: how many of its components are solved. */
export type Progress = (done: number, of: number) => void

interface Waiting {
  readonly progress: Progress | undefined
  resolve(answer: never): void
  reject(error: Error): void
}

/** The engine in a thread of its own: HiGHS blocks the thread it runs in. Started at the first use, again after it broke. */
export class MatchingThread {
  #worker: Worker | null = null
  #jobs = 0
  readonly #waiting = new Map<number, Waiting>()

  ask = <K extends QuestionKind>(kind: K, question: Questions[K]['question'], progress?: Progress): Promise<Questions[K]['answer']> => {
    const worker = (this.#worker ??= this.#start())
    this.#jobs += 1
    const job = this.#jobs
    return new Promise((resolve, reject) => {
      this.#waiting.set(job, { resolve, reject, progress })
      worker.postMessage({ job, kind, question })
    })
  }

  solve = (input: MatchingInput): Promise<Solved> => this.ask('allocate', input)

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./solve-worker.ts', import.meta.url), { execArgv: ['--import', new URL('../../../../run/loader.mjs', import.meta.url).href] })
    worker.unref()
    worker.on('message', ({ job, answer, error, done, of }: { job: number; answer?: never; error?: string; done?: number; of?: number }) => {
      const waiting = this.#waiting.get(job)
      if (done !== undefined && of !== undefined) {
        waiting?.progress?.(done, of)
        return
      }
      this.#waiting.delete(job)
      if (error === undefined) waiting?.resolve(answer as never)
      else waiting?.reject(new Error(error))
    })
    worker.on('error', (error) => this.#fail(error as Error))
    worker.on('exit', () => this.#fail(new Error('the matching thread ended')))
    return worker
  }

  #fail(error: Error): void {
    this.#worker = null
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
