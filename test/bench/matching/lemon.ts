import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FlowProblem } from '../../../shared/src/matching/simplex-problem.ts'

/** Native LEMON, made ready for graphs. */
export interface Lemon {
  /** Solves it once: the seconds of NetworkSimplex::run() alone, and the objective. */
  readonly solve: (graph: FlowProblem) => { seconds: number; value: number }
  readonly close: () => void
}

/** Compiles the reference into a folder of its own. @returns what is missing, in words, where it cannot */
export function makeLemon(): Lemon | string {
  const compiler = process.env.CXX ?? 'g++'
  if (spawnSync(compiler, ['--version']).status !== 0) return 'needs a C++ compiler: apt-get install g++'
  const folder = mkdtempSync(join(tmpdir(), 'red-alliance-lemon-'))
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  const program = join(folder, 'lemon')
  const { status, stderr } = spawnSync(compiler, ['-O3', '-std=c++17', '-o', program, join(import.meta.dirname, 'lemon.cpp')], { encoding: 'utf8' })
  if (status !== 0 || !existsSync(program)) {
    close()
    return stderr.includes('lemon/') ? "needs LEMON's headers: apt-get install liblemon-dev" : `the reference does not compile: ${stderr.slice(0, 300)}`
  }
  const solve = (graph: FlowProblem): { seconds: number; value: number } => {
    const file = join(folder, 'graph')
    writeFileSync(file, graphBytes(graph))
    const run = spawnSync(program, [file], { encoding: 'utf8' })
    if (run.status !== 0) throw new Error(`LEMON failed: ${run.stderr}`)
    const [seconds, value] = run.stdout.trim().split(' ').map(Number)
    return { seconds: seconds!, value: value! }
  }
  return { solve, close }
}

/** A graph as lemon.cpp reads it. */
function graphBytes({ supplies, capacities, from, to, utility }: FlowProblem): Buffer {
  const bytes = (part: Int32Array | Float64Array): Buffer => Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  return Buffer.concat([bytes(Int32Array.of(supplies.length, capacities.length, from.length)), ...[supplies, capacities, from, to, utility].map(bytes)])
}
