import { openEnvironment } from '../../environment.ts'
import { SAMPLES } from './sample-jobs.ts'

/** A server's process as far as jobs go: does what is due in the database that its argument names. */
const environment = await openEnvironment(process.argv[2] ?? '', { poolSize: 3, jobs: SAMPLES })
await environment.jobs.start()
