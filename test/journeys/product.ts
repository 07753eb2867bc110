import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const START_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 15_000

export interface ProductOptions {
  databaseUrl: string
  /** More of the server's environment. */
  env?: Record<string, string>
}

/** The real server in a process of its own. */
export interface Product {
  url: string
  process: ChildProcess
  /** Everything that the server has printed so far. */
  output(): string
  /** Asks the server to leave, as Ctrl-C does; throws when it does not leave in order. */
  stop(): Promise<void>
}

/** Starts the server on a free port and waits until it is ready; throws with the server's own output when it never is. */
export async function startProduct({ databaseUrl, env }: ProductOptions): Promise<Product> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { NODE_OPTIONS: _, ...inherited } = process.env
  const main = fileURLToPath(new URL('server/src/main.ts', root))
  // The ipc channel: loader.mjs ends the server when this process is gone.
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', new URL('run/loader.mjs', root).href, main], {
    cwd: fileURLToPath(root),
    env: { ...inherited, NODE_ENV: 'test', DATABASE_URL: databaseUrl, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<number | string>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown')),
  )
  const running = () => child.exitCode === null && child.signalCode === null
  for (const end = Date.now() + START_LIMIT_MS; !(await isReady(url)); await sleep(50)) {
    if (running() && Date.now() < end) continue
    child.kill('SIGKILL')
    throw new Error(`the server does not become ready (${await ended}):\n${output}`)
  }
  return {
    url,
    process: child,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
      const code = await ended
      clearTimeout(timer)
      if (code !== 0) throw new Error(`the server does not leave in order (${code}):\n${output}`)
    },
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

/** A port that nobody uses at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
