import { createRequire } from 'node:module'
import { allocate } from '../../../shared/src/matching/allocate.ts'
import { board } from '../../../shared/src/matching/board.ts'
import { Candidates } from '../../../shared/src/matching/candidates.ts'
import { check } from '../../../shared/src/matching/check.ts'
import { components } from '../../../shared/src/matching/components.ts'
import { highsSolver } from '../../../shared/src/matching/highs-solver.ts'
import { modelOf } from '../../../shared/src/matching/model.ts'
import { Pairing } from '../../../shared/src/matching/pairs.ts'
import { dualBound, objectiveOf, relaxed, type Solver } from '../../../shared/src/matching/program.ts'
import { city } from '../../../shared/src/matching/testing/city.ts'
import type { MatchingInput } from '../../../shared/src/matching/types.ts'
import { greedyValue } from './greedy.ts'

/** A process of the bench: one city, solved, checked, and answered with its figures. */
export interface CityFigures {
  /** Of `allocate` as far as the matches: what explains the unmet is not part of the reference either. */
  readonly seconds: number
  readonly value: number
  readonly bound: number
  readonly gap: number
  /** Bytes, resident. */
  readonly peak: number
  readonly components: number
  readonly columns: number
  readonly greedy: number
  /** Seconds of HiGHS alone for the same components, and the gap it leaves. */
  readonly reference?: number
  readonly referenceGap?: number
}

/** As many candidates as the engine looks at first, and HiGHS' own idea of near enough. */
const KEEP = 20
const HIGHS_GAP = 1e-4
const NODES = { nodes: 1000 }

const loadHighs = createRequire(new URL('../../../shared/package.json', import.meta.url))('highs') as () => Promise<Parameters<typeof highsSolver>[0]>
const { needs, seed, reference } = JSON.parse(process.argv[2] ?? '') as { needs: number; seed: number; reference: boolean }
const solver = highsSolver(await loadHighs(), NODES)
const input = city({ needs, seed })
const began = performance.now()
let solved = began
const allocation = allocate(input, solver, { progress: () => void (solved = performance.now()) })
const peak = process.resourceUsage().maxRSS * 1024
const violations = check(input, allocation)
if (violations.length > 0) throw new Error(`the checker refuses the allocation: ${JSON.stringify(violations.slice(0, 3))}`)
const { value, bound, gap, certificate } = allocation
const figures: CityFigures = { seconds: (solved - began) / 1000, value, bound, gap, peak, components: certificate.components, columns: certificate.columns, greedy: greedyValue(input), ...(reference ? alone(input, solver) : {}) }
// To hang up first would look like the end of whoever started us.
process.send?.(figures, undefined, undefined, () => process.exit())

/** The same components, every one by HiGHS: as a linear programme, and where that is fractional as an integer one. */
function alone(instance: MatchingInput, highs: Solver): { readonly reference: number; readonly referenceGap: number } {
  const start = performance.now()
  const open = board(instance)
  const pairing = new Pairing(open)
  const { kept, groups } = components(open, new Candidates(open, pairing), KEEP)
  let found = 0
  let most = 0
  for (const group of groups) {
    const pairs = group.flatMap((need) =>
      Array.from({ length: kept.starts[need + 1]! - kept.starts[need]! }, (_, i) => kept.starts[need]! + i)
        .map((at) => pairing.pair(open.needs[need]!, open.resources[kept.resources[at]!]!, kept.scores[at]!))
        .filter((pair) => pair !== null),
    )
    const { program, scale } = modelOf(pairs, open)
    const linear = highs(relaxed(program))
    const whole = linear.x.every((x) => Math.abs(x - Math.round(x)) < 1e-6) ? linear : highs({ ...program, tolerance: HIGHS_GAP })
    found += objectiveOf(program, whole.x) / scale
    most += dualBound(program, linear.prices ?? []) / scale
  }
  return { reference: (performance.now() - start) / 1000, referenceGap: (most - found) / most }
}
