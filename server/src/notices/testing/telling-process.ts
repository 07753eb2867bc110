import { openEnvironment } from '../../environment.ts'
import { systemOperation } from '../../operation.ts'
import { notify } from '../notify.ts'

/** Changes something, tells of it, and hangs before the commit: until it is killed. */
const [, , url = '', personId = ''] = process.argv
const environment = await openEnvironment(url, { poolSize: 2 })
await systemOperation(environment, 'sample.tell', async (work) => {
  await work.db.query({ text: "update people set failed_log_ins = 1 where id = $1::uuid", values: [personId] })
  await notify(work, { personIds: [personId] }, 'PROJECT_BEGUN', { type: 'Project', id: work.newId() })
  process.stdout.write('told\n')
  return new Promise<null>(() => setInterval(() => undefined, 1000))
})
