import { LockMode } from '@mikro-orm/core'
import { defineJob } from '../jobs/job.ts'
import { sendJob } from '../jobs/jobs.ts'
import type { Work } from '../operation.ts'
import { Attachment } from './attachment.ts'

const HOUR = 3_600_000
const LOOSE_HOURS = 24
const AT_ONCE = 200

/** Every night: what was uploaded a day ago and hangs on nothing goes, and what died while it arrived. */
export const sweepFiles = defineJob({
  name: 'files.sweep',
  cron: '20 3 * * *',
  run: async (work) => {
    const { em, now, context } = work
    const before = new Date(now.getTime() - LOOSE_HOURS * HOUR)
    const loose = await em.find(Attachment, { attachedAt: null, removedAt: null, uploadedAt: { $lt: before } }, { orderBy: { uploadedAt: 'asc', id: 'asc' }, limit: AT_ONCE, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE })
    for (const attachment of loose) attachment.remove(now)
    await em.flush()
    for (const sha256 of new Set(loose.map((attachment) => attachment.sha256))) await removeBytes(work, sha256)
    await context.files.sweep(before.getTime())
    if (loose.length === AT_ONCE) await sendJob(work, sweepFiles, {})
    return loose.length === 0 ? null : { type: 'Attachment', id: loose[0]!.id, details: { removed: loose.length } }
  },
})

/** The same bytes may have been uploaded by somebody else, too. */
async function removeBytes(work: Work, sha256: string): Promise<void> {
  await lockBytes(work, sha256)
  const { rows } = await work.db.query({ text: 'select 1 from attachments where sha256 = $1 and removed_at is null limit 1', values: [sha256] })
  if (rows.length === 0) await work.context.files.delete(sha256)
}

/** Until the transaction ends nobody else removes or brings in the same bytes. */
export async function lockBytes({ db }: Work, sha256: string): Promise<void> {
  await db.query({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 20261122))', values: [sha256] })
}
