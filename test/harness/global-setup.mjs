import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))

/** jest's globalSetup: starts the cluster's process and hands its address to the workers. */
export default async function setUp() {
  const args = ['--import', new URL('../../run/loader.mjs', import.meta.url).href, path('cluster.ts')]
  // The module flags are jest's own; detached, so that Ctrl-C reaches jest alone, which then ends the cluster.
  const { NODE_OPTIONS, ...env } = process.env
  const child = spawn(process.execPath, args, {
    env,
    cwd: path('../..'),
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const { url, template, superuserUrl } = await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) =>
      reject(new Error(`测试数据库未能启动，原因见上 / the test database did not start (${code}), see above`)),
    )
  })
  process.env.TEST_CLUSTER_URL = url
  process.env.TEST_TEMPLATE = template
  if (superuserUrl) process.env.TEST_SUPERUSER_URL = superuserUrl
  globalThis.testCluster = child
}
