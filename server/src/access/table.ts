import { access as activities } from '../features/activities/access.ts'
import { access as adjustments } from '../features/adjustments/access.ts'
import { access as alliances } from '../features/alliances/access.ts'
import { access as certificates } from '../features/certificates/access.ts'
import { access as lists } from '../features/lists/access.ts'
import { access as matching } from '../features/matching/access.ts'
import { access as meetings } from '../features/meetings/access.ts'
import { access as organizations } from '../features/organizations/access.ts'
import { access as people } from '../features/people/access.ts'
import { access as projects } from '../features/projects/access.ts'
import { access as registrations } from '../features/registrations/access.ts'
import { access as rings } from '../features/rings/access.ts'
import { access as service } from '../features/service/access.ts'
import { access as ledger } from '../features/service/ledger-access.ts'
import { access as duties } from '../features/duties/access.ts'
import { access as files } from '../files/access.ts'
import { access as notices } from '../notices/access.ts'
import type { Predicate } from './bindings.ts'
import { nobody } from './rules.ts'

/** What a rule may depend on besides the actor and the row: the side one speaks for, and whether on a unit's behalf. */
export interface Question {
  readonly side?: 'NEED' | 'RESOURCE'
  readonly proxy?: boolean
}

/** One feature's rows of the two tables. */
export interface Access {
  /** By GraphQL type: which rows an actor sees. */
  readonly visible: Record<string, Predicate>
  /** By operation: of which subject the actor may ask it. */
  readonly may: Record<string, (question: Question) => Predicate>
}

const FEATURES = [
  organizations,
  people,
  alliances,
  lists,
  matching,
  adjustments,
  projects,
  rings,
  meetings,
  registrations,
  service,
  ledger,
  certificates,
  activities,
  duties,
  files,
  notices,
]

const visibleTable = new Map(FEATURES.flatMap(({ visible }) => Object.entries(visible)))
const mayTable = new Map(FEATURES.flatMap(({ may }) => Object.entries(may)))

/** What has no row is seen by nobody. */
export function visible(type: string): Predicate {
  return visibleTable.get(type) ?? nobody
}

/** What has no row is allowed to nobody. */
export function may(operation: string, question: Question = {}): Predicate {
  return mayTable.get(operation)?.(question) ?? nobody
}

export const VISIBLE_TYPES: readonly string[] = [...visibleTable.keys()]
export const OPERATIONS: readonly string[] = [...mayTable.keys()]
