/**
 * Loaded before any source (node --import): translates TypeScript with decorators and their metadata, as tsconfig.json says.
 */
import { fileURLToPath } from 'node:url'

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url))

// Absolute, for a step may run from any folder.
process.env.SWC_NODE_PROJECT ??= path('tsconfig.json')
// The default is a guessable folder in the shared /tmp, where another user could lay code for us to run.
process.env.SWC_NODE_CACHE_DIR ??= path('node_modules/.cache/swc-node')
await import('@swc-node/register/esm-register')

// When run.mjs is killed, nobody is left to stop us: leave in order, as if told to.
if (process.send) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
}
