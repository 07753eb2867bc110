import { Worker } from 'node:worker_threads'
import type { MatchingInput } from '@red-alliance/shared/matching/types'
import type { QuestionKind, Questions, Solved } from './questions.ts'

/** Called while the engine is at work: how many of its components are solved. */
export type Progress = (done: number, of: number) => void

interface Asked {
  readonly kind: QuestionKind
  readonly question: unknown
  readonly progress: Progress | undefined
  resolve(answer: never): void
  reject(error: Error): void
}

/** What somebody wants to know stands behind what the product has to do: a job or a claim waits for one answer at most. */
const CURIOUS: ReadonlySet<QuestionKind> = new Set(['alternatives', 'scarcity', 'whatIf', 'remedies'])

/** The engine in a thread of its own: HiGHS blocks the thread it runs in. Started at the first use, again after it broke. */
export class MatchingThread {
  #worker: Worker | null = null
  #jobs = 0
  /** What the thread is at work on. */
  #going: Asked | null = null
  readonly #first: Asked[] = []
  readonly #then: Asked[] = []

  ask = <K extends QuestionKind>(kind: K, question: Questions[K]['question'], progress?: Progress): Promise<Questions[K]['answer']> =>
    new Promise((resolve, reject) => {
      const line = CURIOUS.has(kind) ? this.#then : this.#first
      line.push({ kind, question, progress, resolve, reject })
      this.#next()
    })

  solve = (input: MatchingInput): Promise<Solved> => this.ask('allocate', input)

  async close(): Promise<void> {
    const worker = this.#worker
    if (worker) this.#fail(worker, new Error('the matching thread was closed'))
    await worker?.terminate()
  }

  #next(): void {
    if (this.#going) return
    const asked = this.#first.shift() ?? this.#then.shift()
    if (!asked) return
    this.#going = asked
    this.#worker ??= this.#start()
    this.#jobs += 1
    this.#worker.postMessage({ job: this.#jobs, kind: asked.kind, question: asked.question })
  }

  #start(): Worker {
    const worker = new Worker(new URL('./solve-worker.ts', import.meta.url), { execArgv: ['--import', new URL('../../../../run/loader.mjs', import.meta.url).href] })
    worker.unref()
    worker.on('message', ({ job, answer, error, done, of }: { job: number; answer?: never; error?: string; done?: number; of?: number }) => {
      const going = this.#going
      if (worker !== this.#worker || job !== this.#jobs || !going) return
      if (done !== undefined && of !== undefined) {
        going.progress?.(done, of)
        return
      }
      this.#going = null
      if (error === undefined) going.resolve(answer as never)
      else going.reject(new Error(error))
      this.#next()
    })
    worker.on('error', (error) => this.#fail(worker, error as Error))
    worker.on('exit', () => this.#fail(worker, new Error('the matching thread ended')))
    return worker
  }

  /** What waits fails with the thread it waits for; an error and the end after it are told once. */
  #fail(worker: Worker, error: Error): void {
    if (worker !== this.#worker) return
    const all = [...(this.#going ? [this.#going] : []), ...this.#first.splice(0), ...this.#then.splice(0)]
    this.#worker = null
    this.#going = null
    for (const { reject } of all) reject(error)
  }
}
