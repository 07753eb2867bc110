import { isDeepStrictEqual } from 'node:util'
import type { MatchingScope } from '@red-alliance/shared/glossary'
import type { Change } from '@red-alliance/shared/matching/changes'
import { sameWindows, union } from '@red-alliance/shared/weekly-windows'
import type { Work } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Alliance } from '../alliances/alliance.ts'
import { supersedeUnfit } from '../lists/operations.ts'
import { Need } from '../lists/need.ts'
import { Resource } from '../lists/resource.ts'
import { touchMatching } from '../lists/touch.ts'
import { Organization } from '../organizations/organization.ts'

const earlier = (a: string, b: string): string => (a < b ? a : b)
const later = (a: string, b: string): string => (a > b ? a : b)

/** What an adjustment changed: the values of the entry's columns before and after, references by their id. */
export interface Applied {
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

/** As it is kept in the database. */
export const valuesOf = (entry: Need | Resource, columns: readonly string[]): Record<string, unknown> => Object.fromEntries(columns.map((column) => [column, plain(entry[column as keyof (Need | Resource)])]))

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value instanceof Organization || value instanceof Alliance ? value.id : value)

function assigned(work: Work, entry: Need | Resource, changed: object): Applied {
  const columns = Object.keys(changed)
  const before = valuesOf(entry, columns)
  work.em.assign(entry, changed as never)
  entry.touch(work.now)
  return { before, after: valuesOf(entry, columns) }
}

/**
 * Changes the resource as was asked. What its owner has changed meanwhile stays: hours are added to those it has now, units to what it has now, and
 * what is open wider by now is not closed again.
 * @throws Refusal WRONG_STATUS when it is off the list; OWNERS_DECISION_MISSING where the database asks for one
 */
export async function changeResource(work: Work, resource: Resource, change: Change): Promise<Applied> {
  const { today, em } = work
  resource.requireListed(today)
  const changed = await (async (): Promise<object> => {
    switch (change.kind) {
      case 'WINDOWS':
        return resource.windows ? { windows: union(resource.windows, change.added) } : {}
      case 'PERIOD':
        return { startsOn: earlier(resource.startsOn, change.period.from), endsOn: later(resource.endsOn, change.period.to) }
      case 'QUANTITY_MORE':
        return resource.quantity === null ? {} : { quantity: resource.quantity + change.more }
      case 'AUDIENCE':
        if (await isOpenTo(work, resource, change.audience)) return {}
        return change.audience === null
          ? { audienceKind: 'PUBLIC', audienceOrganization: null, audienceAlliance: null }
          : { audienceKind: 'ORGANIZATION', audienceOrganization: em.getReference(Organization, change.audience), audienceAlliance: null }
      default:
        throw new Refusal('BAD_INPUT', { fields: ['kind'] })
    }
  })()
  const applied = assigned(work, resource, changed)
  await em.flush()
  await touchMatching(work, 'ADJUSTED', { resourceIds: [resource.id] })
  return applied
}

/** Whether everybody of the organization (null: everyone) may have it by now. */
async function isOpenTo({ db }: Work, { audienceKind, audienceOrganization }: Resource, organizationId: string | null): Promise<boolean> {
  if (audienceKind === 'PUBLIC' || organizationId === null) return audienceKind === 'PUBLIC'
  const { rows } = await db.query({ text: 'select 1 from organization_closure where ancestor_id = $1::uuid and descendant_id = $2::uuid', values: [audienceOrganization?.id ?? null, organizationId] })
  return rows.length > 0
}

/**
 * Changes the need as was asked; open proposals that it no longer bears out end.
 * @throws Refusal WRONG_STATUS when it is off the list; ADJUSTMENT_OVERTAKEN when what is to change was changed meanwhile; SCOPE_NOT_WIDER; NEED_OVERFILLED below what is already confirmed
 */
export async function changeNeed(work: Work, need: Need, change: Change): Promise<Applied> {
  need.requireListed(work.today)
  const parts = change.kind === 'NEED_BOTH' ? [change.first, change.second] : [change]
  if (!parts.every((part) => isAsItWas(need, part))) throw new Refusal('ADJUSTMENT_OVERTAKEN')
  const all = parts.map((part) => (part.kind === 'SCOPE' ? widened(work, need, part.scope) : assigned(work, need, columnsOf(part))))
  const applied: Applied = { before: Object.assign({}, ...all.map(({ before }) => before)), after: Object.assign({}, ...all.map(({ after }) => after)) }
  // What is asked less strictly is still answered by what answered it before.
  const answered = Object.keys(applied.after).filter((column) => column !== 'farthest' && column !== 'attributes')
  const ended = await supersedeUnfit(work, Need, need, answered)
  await touchMatching(work, 'ADJUSTED', { needIds: [need.id] }, { resourceIds: ended.map(({ resource_id: id }) => id) })
  return applied
}

function widened({ now, today }: Work, need: Need, scope: MatchingScope): Applied {
  const before = valuesOf(need, ['scope', 'scopeSince'])
  need.widen(scope, now, today)
  return { before, after: valuesOf(need, ['scope', 'scopeSince']) }
}

function columnsOf(change: Change): object {
  switch (change.kind) {
    case 'NEED_WINDOWS':
      return { windows: change.windows }
    case 'NEED_ATTRIBUTES':
      return { attributes: change.attributes }
    case 'NEED_QUANTITY':
    case 'NEED_PARTS':
      return change.after
    case 'NEED_DISTANCE':
      return { farthest: change.farthest }
    default:
      throw new Refusal('BAD_INPUT', { fields: ['kind'] })
  }
}

/** Hours, attributes, parts and distances are set, not added: what the owner has typed since would be lost. */
function isAsItWas({ windows, attributes, quantity, divisible, leastPart, farthest }: Need, change: Change): boolean {
  switch (change.kind) {
    case 'NEED_WINDOWS':
      return windows !== null && sameWindows(windows, change.before)
    case 'NEED_ATTRIBUTES':
      return isDeepStrictEqual({ ...attributes }, { ...change.before })
    case 'NEED_QUANTITY':
    case 'NEED_PARTS':
      return quantity === change.before.quantity && divisible === change.before.divisible && Math.min(leastPart, quantity) === change.before.leastPart
    case 'NEED_DISTANCE':
      return farthest === change.before
    default:
      return true
  }
}
