import { openEnvironment } from '../../../environment.ts'
import { matchingRun } from '../run.ts'

/** A server's process as far as runs go, in the database and at the instant that its arguments name: its engine never comes to an end. */
const [url = '', now = ''] = process.argv.slice(2)
const environment = await openEnvironment(url, {
  clock: () => new Date(now),
  poolSize: 3,
  jobs: [matchingRun],
  askLongMatching: () => {
    process.stdout.write('solving\n')
    return new Promise(() => setInterval(() => undefined, 1000))
  },
})
await environment.jobs.start()
