import { readFileSync } from 'node:fs'
import type { OrganizationKind } from '@red-alliance/shared/glossary'

export interface Division {
  readonly code: string
  readonly kind: OrganizationKind
  readonly name: string
  readonly parentCode: string | null
}

const KINDS: Record<number, OrganizationKind> = { 2: 'PROVINCE', 4: 'CITY', 6: 'DISTRICT', 9: 'STREET', 12: 'COMMUNITY' }
const PARENT_LENGTH: Record<number, number> = { 4: 2, 6: 4, 9: 6, 12: 9 }

/** 石家庄's whole administrative tree, parents first (extract-divisions.mjs makes the file). */
export function divisions(): Division[] {
  return readFileSync(new URL('shijiazhuang.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [code, name] = line.split('\t') as [string, string]
      const parentLength = PARENT_LENGTH[code.length]
      return { code, kind: KINDS[code.length]!, name: spokenName(name), parentCode: parentLength ? code.slice(0, parentLength) : null }
    })
}

/** 东安社区居民委员会 is the committee's name; the place is 东安社区. */
function spokenName(name: string): string {
  return name
    .replace(/(社区)?(居民委员会|居委会)$/, '社区')
    .replace(/(村)?(村民委员会|村委会)$/, '村')
}
