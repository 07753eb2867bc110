import { parseArgs } from 'node:util'
import type { Section } from './matching/figures.ts'

/**
 * npm run bench matching [-- --seed 7 --only flow,events --scale small]: what the matching engine costs and how near the best it comes, one line per figure: name, value, what it was
 * measured against. Sections run one after the other, each loaded only when asked for, so that one's memory is not another's.
 */
const SECTIONS: Record<string, () => Promise<Section>> = {
  candidates: async () => (await import('./matching/candidates.ts')).candidates,
  city: async () => (await import('./matching/city.ts')).cities,
  flow: async () => (await import('./matching/flow.ts')).flow,
  events: async () => (await import('./matching/events.ts')).events,
  'end-to-end': async () => (await import('./matching/end-to-end.ts')).endToEnd,
}

const { values } = parseArgs({ options: { seed: { type: 'string', default: '7' }, only: { type: 'string' }, scale: { type: 'string', default: 'full' } } })
const seed = Number(values.seed)
const wanted = values.only?.split(',') ?? Object.keys(SECTIONS)
const unknown = wanted.filter((name) => !(name in SECTIONS))
if (unknown.length > 0 || !Number.isSafeInteger(seed) || (values.scale !== 'small' && values.scale !== 'full')) {
  console.error(`usage: npm run bench matching -- [--seed NUMBER] [--scale small|full] [--only ${Object.keys(SECTIONS).join(',')}]`)
  process.exit(2)
}
console.log(`seed ${seed}, ${values.scale}`)
for (const name of wanted) {
  console.log(`\n${name}`)
  const section = await SECTIONS[name]!()
  await section({ seed, scale: values.scale })
}
