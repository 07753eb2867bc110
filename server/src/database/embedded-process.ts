import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** A process's arguments, or nothing when it is gone. */
function argumentsOf(pid: number | string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}

/** Is `pid` a postmaster of this very cluster? A pid alone proves nothing: numbers are used again. */
export function isOurPostmaster(pid: number, folder: string): boolean {
  const [program = '', ...args] = argumentsOf(pid)
  return basename(program) === 'postgres' && args[args.indexOf('-D') + 1] === folder
}

/** The postmaster that a killed server left behind, if it still runs, and its port. */
export function findOrphan(folder: string): { pid: number; port: number } | undefined {
  const [pid = NaN, , , port = NaN] = pidFile(folder).map(Number)
  return pid > 0 && port > 0 && isOurPostmaster(pid, folder) ? { pid, port } : undefined
}

function pidFile(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/**
 * Clears what a killed postmaster leaves. Its backends may outlive it for a while and hold the shared memory: they are found by the
 * cluster's name in their titles. The pid in its file may belong to another process by now, and PostgreSQL would refuse to start;
 * PostgreSQL takes its own parent's pid for stale, so that is written there. The file must stay: it names the shared memory
 * by which PostgreSQL makes sure that nobody still writes to the data.
 */
export function clearAfterKill(folder: string, clusterName: string): void {
  const lines = pidFile(folder)
  if (lines.length === 0) return
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (argumentsOf(pid)[0]?.startsWith(`postgres: ${clusterName}: `)) signal(Number(pid), 'SIGKILL')
  }
  if (lines.length > 4) writeFileSync(join(folder, 'postmaster.pid'), [process.pid, ...lines.slice(1)].join('\n'))
}

/** Sends a signal; that the process is gone already is as well. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone.
  }
}
