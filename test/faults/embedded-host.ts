/** node embedded-host.ts <folder>: runs PostgreSQL inside as the server would, for the tests to kill. Prints its address. */
import { startEmbedded } from '../../server/src/database/embedded.ts'

const [, , dataDir = ''] = process.argv
try {
  const embedded = await startEmbedded({ dataDir, log: (line) => console.error(line) })
  console.log(embedded.url)
  const hold = setInterval(() => undefined, 1000)
  process.on('SIGTERM', async () => {
    await embedded.stop()
    clearInterval(hold)
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
