import type { AddressInfo } from 'node:net'
import { build } from '../../server/src/app.ts'
import { openEnvironment } from '../../server/src/environment.ts'

/** A server in a process of its own, on the database and at the instant that its arguments name; it says where it listens. Its own tests kill it. */
const [url = '', now = ''] = process.argv.slice(2)
const environment = await openEnvironment(url, { clock: () => new Date(now), poolSize: 4 })
const app = await build(environment, { webRoot: null, development: false, secureCookies: false, report: console.error })
app.server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}\n`))
