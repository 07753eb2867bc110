import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { figure, missing, type Settings } from './figures.ts'
import type { CityFigures } from './city-run.ts'

/** What is dropped is collected before the heap grows beyond this: without a limit V8 would take twice as much of what there is. */
const HEAP_MB = 800

/** Cities of all kinds of needs, each solved in a process of its own, so that its peak of memory is its own. */
export async function cities({ seed, scale }: Settings): Promise<void> {
  const [small, large] = scale === 'full' ? [10_000, 100_000] : [1_000, 3_000]
  const ten = await run({ needs: small, seed, reference: true })
  if (ten) {
    const { seconds, reference } = ten
    figure({ name: `city of ${small} needs, time ÷ HiGHS LP + MIP alone`, value: seconds / (reference ?? seconds), pass: 0.8, aim: 0.4, reference: `${seconds.toFixed(1)} s, the same components by HiGHS alone ${(reference ?? 0).toFixed(1)} s, gap ${percent(ten.referenceGap ?? 0)} %` })
    figure({ name: `city of ${small} needs, gap to the printed bound`, value: Number(percent(ten.gap)), unit: ' %', pass: 0.15, aim: 0.03, reference: `${ten.value} of at most ${ten.bound}` })
    greedy(small, ten)
  }
  const hundred = await run({ needs: large, seed, reference: false })
  if (!hundred) return
  figure({ name: `city of ${large} needs, gap to the printed bound`, value: Number(percent(hundred.gap)), unit: ' %', pass: 0.05, aim: 0.01, reference: `${hundred.value} of at most ${hundred.bound}` })
  figure({ name: `city of ${large} needs, peak memory`, value: hundred.peak / 1e9, unit: ' GB', pass: 1.5, aim: 0.7, reference: `resident, of the process that makes the city and solves it, its heap held to ${HEAP_MB} MB` })
  figure({ name: `city of ${large} needs, time`, value: hundred.seconds, unit: ' s', reference: `${hundred.components} components, ${hundred.columns} columns; explained and checked besides` })
  greedy(large, hundred)
}

function greedy(needs: number, { greedy: value, value: best }: CityFigures): void {
  figure({ name: `city of ${needs} needs, greedy best-first ÷ this`, value: value / best, reference: `${value} and ${best} points` })
}

const percent = (part: number): string => (100 * part).toPrecision(3)

/** Null when the process failed, which has then been said. */
async function run(settings: { readonly needs: number; readonly seed: number; readonly reference: boolean }): Promise<CityFigures | null> {
  const child = fork(fileURLToPath(new URL('./city-run.ts', import.meta.url)), [JSON.stringify(settings)], { execArgv: [`--max-old-space-size=${HEAP_MB}`, '--import', new URL('../../../run/loader.mjs', import.meta.url).href] })
  let figures: CityFigures | null = null
  child.on('message', (message) => (figures = message as CityFigures))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code === 0 && figures) return figures
  missing(`city of ${settings.needs} needs`, `the process ended with ${code}`)
  return null
}
