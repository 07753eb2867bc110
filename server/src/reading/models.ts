import * as activities from '../features/activities/reading.ts'
import * as adjustments from '../features/adjustments/reading.ts'
import * as alliances from '../features/alliances/reading.ts'
import * as certificates from '../features/certificates/reading.ts'
import * as lists from '../features/lists/reading.ts'
import * as matching from '../features/matching/reading.ts'
import * as meetings from '../features/meetings/reading.ts'
import * as organizations from '../features/organizations/reading.ts'
import * as people from '../features/people/reading.ts'
import * as projects from '../features/projects/reading.ts'
import * as registrations from '../features/registrations/reading.ts'
import * as rings from '../features/rings/reading.ts'
import * as service from '../features/service/reading.ts'
import * as ledger from '../features/service/ledger-reading.ts'
import * as duties from '../features/duties/reading.ts'
import * as files from '../files/reading.ts'
import * as notices from '../notices/reading.ts'
import type { Extensions, Model, Models } from './model.ts'

const ROOMS: readonly { readonly models: Models; readonly extensions?: Extensions }[] = [
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
const OWN: Models = Object.assign({}, ...ROOMS.map(({ models }) => models)) as Models
const ADDED: readonly Extensions[] = ROOMS.flatMap(({ extensions }) => extensions ? [extensions] : [])

/** Every type that reading knows, with what other features add to it. */
export const MODELS: Models = Object.fromEntries(Object.entries(OWN).map(([type, model]) => [type, ADDED.reduce((whole, { [type]: added }) => (added ? extended(whole, added) : whole), model)]))

function extended(model: Model, { computed, connections, firsts }: Pick<Model, 'computed' | 'connections' | 'firsts'>): Model {
  return { ...model, computed: { ...model.computed, ...computed }, connections: { ...model.connections, ...connections }, firsts: { ...model.firsts, ...firsts } }
}
