import type { AttributeMismatch, Attributes } from '../categories.ts'
import { dayNumber, type DatePeriod } from '../date-period.ts'
import type { MatchingScope } from '../glossary.ts'
import { minutes, type WeeklyWindows } from '../weekly-windows.ts'
import { wider } from './reach.ts'
import type { MatchingInput, MatchingNeed, MatchingResource } from './types.ts'

/** One change of one entry. What is asked of a resource is its owner's to give; what is asked of the need, its own. */
export type Change =
  /** A resource opens more hours; `windows` are those it then has, `added` what is new in them. */
  | { readonly kind: 'WINDOWS'; readonly resourceId: string; readonly added: WeeklyWindows; readonly windows: WeeklyWindows }
  | { readonly kind: 'PERIOD'; readonly resourceId: string; readonly before: DatePeriod; readonly period: DatePeriod }
  /** `quantity`: what it then has in all. */
  | { readonly kind: 'QUANTITY_MORE'; readonly resourceId: string; readonly more: number; readonly quantity: number }
  /** Id of the organization it is then open to, null: to everyone. */
  | { readonly kind: 'AUDIENCE'; readonly resourceId: string; readonly audience: string | null }
  | Concession
  /** Two that help only together. */
  | { readonly kind: 'NEED_BOTH'; readonly resourceId: string; readonly first: Concession; readonly second: Concession }
  /** Less is wanted. */
  | { readonly kind: 'NEED_QUANTITY'; readonly before: Parts; readonly after: Parts }
  /** As much, in smaller parts or from several. */
  | { readonly kind: 'NEED_PARTS'; readonly before: Parts; readonly after: Parts }
  /** Nothing smaller helps: so many more units are to be found. */
  | { readonly kind: 'RECRUIT'; readonly quantity: number; readonly windows: WeeklyWindows | null }

/** What the need asks less strictly, or otherwise, so that the resource suits it. */
export type Concession =
  | { readonly kind: 'NEED_WINDOWS'; readonly resourceId: string; readonly before: WeeklyWindows; readonly windows: WeeklyWindows }
  /** As the resource is; `given`: in what. */
  | { readonly kind: 'NEED_ATTRIBUTES'; readonly resourceId: string; readonly before: Attributes; readonly attributes: Attributes; readonly given: readonly AttributeMismatch[] }
  /** The resource is `metres` away. */
  | { readonly kind: 'NEED_DISTANCE'; readonly resourceId: string; readonly metres: number; readonly before: number; readonly farthest: number }
  | { readonly kind: 'SCOPE'; readonly resourceId: string; readonly before: MatchingScope; readonly scope: MatchingScope }

/** How much is wanted, and in which parts. */
export type Parts = Pick<MatchingNeed, 'quantity' | 'leastPart' | 'divisible'>

/** The input as it would be with the change; the same where a need or resource is not in it. */
export function withChange(input: MatchingInput, needId: string, change: Change): MatchingInput {
  const need = (values: Partial<MatchingNeed>): MatchingInput => ({ ...input, needs: input.needs.map((each) => (each.id === needId ? { ...each, ...values } : each)) })
  const resource = (id: string, values: Partial<MatchingResource>): MatchingInput => ({ ...input, resources: input.resources.map((each) => (each.id === id ? { ...each, ...values } : each)) })
  switch (change.kind) {
    case 'WINDOWS':
      return resource(change.resourceId, { windows: change.windows })
    case 'PERIOD':
      return resource(change.resourceId, { period: change.period })
    case 'QUANTITY_MORE':
      return resource(change.resourceId, { quantity: change.quantity })
    case 'AUDIENCE':
      return resource(change.resourceId, { audience: change.audience })
    case 'NEED_WINDOWS':
      return need({ windows: change.windows })
    case 'NEED_ATTRIBUTES':
      return need({ attributes: change.attributes })
    case 'NEED_BOTH':
      return withChange(withChange(input, needId, change.first), needId, change.second)
    case 'NEED_QUANTITY':
    case 'NEED_PARTS':
      return need(change.after)
    case 'NEED_DISTANCE':
      return need({ farthest: change.farthest })
    case 'SCOPE':
      return need({ scope: change.scope })
    case 'RECRUIT':
      return input
  }
}

/** Whose change it is: of a resource, or of the need itself. */
export function changedResource(change: Change): string | null {
  return change.kind === 'WINDOWS' || change.kind === 'PERIOD' || change.kind === 'QUANTITY_MORE' || change.kind === 'AUDIENCE' ? change.resourceId : null
}

/** What kinds of change weigh against each other: about what one half hour more a week costs. */
const DAYS_AS_HALF_HOUR = 7
const UNIT = 20
const WIDER_AUDIENCE = 12
const EVERYONE = 40
const PARTS = 6
const HUNDRED_METRES = 2
/** What was wished for and is gone without; of a number, the share that is. */
const ATTRIBUTE = 20
const BOTH = 10
const LEVEL = 8

/** How large a change is: a whole number from 0, by which the smallest is asked for first. */
export function effort(change: Change): number {
  switch (change.kind) {
    case 'WINDOWS':
      return Math.ceil(minutes(change.added) / 30)
    case 'PERIOD':
      return Math.ceil((days(change.period) - days(change.before)) / DAYS_AS_HALF_HOUR)
    case 'QUANTITY_MORE':
      return change.more * UNIT
    case 'AUDIENCE':
      return change.audience === null ? EVERYONE : WIDER_AUDIENCE
    case 'NEED_WINDOWS':
      return Math.ceil((Math.abs(minutes(change.before) - minutes(change.windows)) + MOVED) / 30)
    case 'NEED_ATTRIBUTES':
      return change.given.reduce((sum, { wanted, offered }) => sum + (typeof wanted === 'number' && typeof offered === 'number' ? Math.ceil((ATTRIBUTE * (wanted - offered)) / wanted) : ATTRIBUTE), 0)
    case 'NEED_BOTH':
      return BOTH + effort(change.first) + effort(change.second)
    case 'NEED_QUANTITY':
      return PARTS + (change.before.quantity - change.after.quantity) * UNIT
    case 'NEED_PARTS':
      return PARTS
    case 'NEED_DISTANCE':
      return Math.ceil((change.farthest - change.before) / 100) * HUNDRED_METRES
    case 'SCOPE':
      return wider(change.scope, change.before) * LEVEL
    case 'RECRUIT':
      return Number.MAX_SAFE_INTEGER
  }
}

/** Another time is asked of people who have plans. */
const MOVED = 240

const days = ({ from, to }: DatePeriod): number => dayNumber(to) - dayNumber(from)
