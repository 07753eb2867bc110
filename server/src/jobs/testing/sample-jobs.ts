import type { Work } from '../../operation.ts'
import { defineJob } from '../job.ts'

/** Leaves its trace in the audit, under the job's own name. */
const trace = (work: Work, details: Record<string, unknown>): { type: string; id: string; details: Record<string, unknown> } => ({ type: 'Sample', id: work.newId(), details })

export const noteJob = defineJob<{ words: string }>({ name: 'sample.note', run: async (work, { words }) => trace(work, { words }) })

export const quietJob = defineJob({ name: 'sample.quiet', cron: '30 8 * * 1-5', run: async () => null })

/** Writes, then fails as long as `failing.now` is set. */
export const failing = { now: true }
export const failJob = defineJob({
  name: 'sample.fail',
  retryLimit: 2,
  run: async (work) => {
    await work.db.query({ text: "insert into audit_events (id, at, operation, request_id) values ($1::uuid, now(), 'sample.half', 'x')", values: [work.newId()] })
    if (failing.now) throw new Error('not today')
    return trace(work, {})
  },
})

/** Writes, says so, and never ends: until its process is killed. */
export const holdJob = defineJob({
  name: 'sample.hold',
  run: async (work) => {
    await work.db.query({ text: "insert into audit_events (id, at, operation, request_id) values ($1::uuid, now(), 'sample.half', 'x')", values: [work.newId()] })
    process.stdout.write('holding\n')
    return new Promise<null>(() => setInterval(() => undefined, 1000))
  },
})

export const SAMPLES = [noteJob, quietJob, failJob, holdJob]
