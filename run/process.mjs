import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export const inRoot = (...parts) => join(root, ...parts)

/** Tells the person at the terminal what takes time now. */
export const say = (chinese, english) => console.log(`▸ ${chinese} / ${english}`)

/** What went wrong, in one sentence; nothing else is shown. */
export class Problem extends Error {
  constructor(chinese, english, code = 1) {
    super(`${chinese} / ${english}`)
    this.code = code
  }
}

/** A package's program by its path inside the package: what pnpm puts in .bin are shell scripts. */
export const program = (workspace, name, path) => inRoot(workspace, 'node_modules', name, path)

/** Runs the project's own Node; where no package brings one for this machine, the one that runs this. */
export function node(args, options = {}) {
  const own = inRoot('node_modules/.bin/node')
  return run(existsSync(own) ? own : process.execPath, args, { ...options, env: { ...process.env, ...options.env } })
}

const children = new Set()

/** Signals whatever still runs. */
export function signalAll(signal) {
  for (const child of children) child.kill(signal)
}

/**
 * Runs a program to its end and gives its exit code. A program that is ours hears over the ipc channel when this process is killed; a
 * `stranger` gets none, and no standard input to wait for.
 */
export function run(command, args, { cwd = root, env, limit, stranger = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: stranger ? ['ignore', 'inherit', 'inherit'] : ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    children.add(child)
    const stopAtLimit = () => {
      console.error(`✗ 超过 ${limit / 60_000} 分钟，已中止 / stopped after ${limit / 60_000} minutes`)
      child.kill('SIGKILL')
    }
    const timer = limit && setTimeout(stopAtLimit, limit)
    child.on('error', (error) => {
      children.delete(child)
      reject(new Problem(`无法运行 ${command}（${error.code}）`, `cannot run ${command} (${error.code})`))
    })
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      children.delete(child)
      resolve(code ?? { SIGINT: 130, SIGTERM: 143 }[signal] ?? 137)
    })
  })
}
