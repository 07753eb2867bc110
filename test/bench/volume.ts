import { parseArgs } from 'node:util'
import { seedIfEmpty } from '../../server/seeds/seed.ts'
import { migrate } from '../../server/src/database/migrate.ts'
import { withClient } from '../../server/src/database/with-client.ts'
import { fillVolume } from '../harness/volume.ts'

/** npm run bench volume -- --database-url postgresql://…: fills a database, an empty one too, with a year of 石家庄's meetings up to today, to be looked at by hand. */
const { values } = parseArgs({ options: { 'database-url': { type: 'string' } } })
const url = values['database-url'] ?? process.env['DATABASE_URL']
if (!url) {
  console.error('✗ npm run bench volume -- --database-url postgresql://…')
  process.exit(2)
}
await migrate(url)
await seedIfEmpty(url, { story: true, log: console.log })
const began = performance.now()
console.log(await withClient(url, (client) => fillVolume(client, new Date())))
console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`)
