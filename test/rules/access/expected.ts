import { readFileSync, readdirSync } from 'node:fs'
import { ACTORS, actorsIn } from './actors.ts'

export interface TypeExpectation {
  /** Every field by how it is seen. */
  readonly fields: Map<string, 'fields' | 'masked' | 'related' | 'viewer'>
  /** Who sees the named rows. */
  readonly rows: Map<string, Set<string>>
}

export interface MaskExpectation {
  readonly type: string
  readonly field: string
  readonly row: string
  readonly clear: Set<string>
}

const FOLDER = new URL('../', import.meta.url)
/** The matrix and the parts that features keep of it: access-matrix.service.expected.md. */
const TEXTS = readdirSync(FOLDER).filter((name) => /^access-matrix\.([a-z]+\.)?expected\.md$/.test(name)).sort().map((name) => readFileSync(new URL(name, FOLDER), 'utf8'))

/** One chapter of all parts, without its head. */
function part(title: string): string {
  return TEXTS.map((text) => text.split(/^# /m).find((chapter) => chapter.startsWith(`${title}\n`)) ?? '').join('\n')
}

/** The rows of the tables in the text, without their heads. */
function table(text: string): string[][] {
  return text.replaceAll(/^\|.*\n\| ?--.*\n/gm, '').split('\n').filter((line) => line.startsWith('|')).map((line) => line.slice(1).replace(/\|\s*$/, '').split('|').map((cell) => cell.trim()))
}

const LOGGED_IN = ACTORS.filter((actor) => actor !== 'nobody')

/** Like `actorsIn`, with `everybody` (logged in) and `*` for every role. */
export function who(text: string): Set<string> {
  return new Set(
    text.split(';').map((each) => each.trim()).flatMap((each) => {
      if (each === 'everybody') return LOGGED_IN
      return actorsIn(each.replace(/^\*/, 'ADMIN SUPERVISOR SECRETARY CLERK LIAISON MEMBER RESIDENT'))
    }),
  )
}

export function expectedReading(): Map<string, TypeExpectation> {
  return new Map(
    part('Reading').split(/^## /m).slice(1).map((section) => {
      const type = section.slice(0, section.indexOf('\n')).trim()
      const fields: TypeExpectation['fields'] = new Map()
      for (const kind of ['fields', 'masked', 'related', 'viewer'] as const)
        for (const [, names = ''] of section.matchAll(new RegExp(`^${kind}: (.*)$`, 'gm'))) for (const name of names.split(/\s+/)) fields.set(name, kind)
      return [type, { fields, rows: new Map(table(section).map(([row, seen]) => [row!, who(seen ?? '')])) }]
    }),
  )
}

export function expectedMasks(): MaskExpectation[] {
  return table(part('Masked fields')).map(([name, row, clear]) => {
    const [type, field] = name!.split('.')
    return { type: type!, field: field!, row: row!, clear: who(clear ?? '') }
  })
}

/** Outcome by actor, of each case of changing. */
export const expectedChanging = (): Map<string, Map<string, string>> => outcomesIn('Changing')

/** Outcome by actor, of each query that reckons what is no object with an id. */
export const expectedAsking = (): Map<string, Map<string, string>> => outcomesIn('Asking')

function outcomesIn(chapter: 'Changing' | 'Asking'): Map<string, Map<string, string>> {
  return new Map(
    part(chapter).split(/^## /m).slice(1).map((section) => {
      const name = section.slice(0, section.indexOf('\n')).trim()
      const outcomes = new Map<string, string>()
      let rest: string | null = null
      for (const [people, outcome] of table(section)) {
        if (people === 'everybody else') rest = outcome!
        else for (const actor of who(people!)) outcomes.set(actor, outcome!)
      }
      for (const actor of LOGGED_IN) if (rest && !outcomes.has(actor)) outcomes.set(actor, rest)
      if (!outcomes.has('nobody')) outcomes.set('nobody', 'UNAUTHENTICATED')
      return [name, outcomes]
    }),
  )
}
