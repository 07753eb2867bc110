import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql'

const isConnection = (type: GraphQLObjectType): boolean => type.name.endsWith('Connection')
const fieldsOf = (type: GraphQLObjectType): GraphQLField<unknown, unknown>[] => Object.values(type.getFields())

/** The fields that are values, `windows { start end }` included. */
function values(type: GraphQLObjectType): string {
  return fieldsOf(type)
    .map((field) => {
      const named = getNamedType(field.type)
      if (isLeafType(named)) return field.name
      return isObjectType(named) && named.name === 'Span' ? `${field.name} { start end }` : ''
    })
    .filter(Boolean)
    .join(' ')
}

/** Every field of the type: values, the objects behind it with their values, lists with their first `first` objects and their count. */
export function everything(type: GraphQLObjectType, first: number): string {
  const related = fieldsOf(type).flatMap((field) => {
    const named = getNamedType(field.type)
    if (!isObjectType(named) || named.name === 'Span') return []
    if (!isConnection(named)) return [`${field.name} { __typename ${values(named)} }`]
    const target = getNamedType(named.getFields()['nodes']!.type) as GraphQLObjectType
    return [`${field.name}(first: ${first}) { totalCount nodes { __typename ${values(target)} } edges { node { id } } }`]
  })
  return `__typename ${values(type)} ${related.join(' ')}`
}

/** Objects of one type by their ids, with every field. */
export function documentFor(schema: GraphQLSchema, type: string): string {
  return `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { ${everything(schema.getType(type) as GraphQLObjectType, 40)} } } }`
}

const NEED = '__typename id title contactName contactPhone'
const PROJECT = `__typename id needContactPhone resourceContactPhone need { ${NEED} } history(first: 2) { nodes { __typename id } }`

const ITEM = '__typename id text steps(first: 2) { nodes { __typename id words attachments(first: 1) { nodes { __typename id name } } } }'
const organizations = (asked: string): string => `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Organization { __typename id ${asked} } } }`

/** From organizations to the meetings they convene, what was talked about there, written and resolved, and what is reported of it. */
const MEETING_WAYS = [
  organizations(`meetingRules(first: 5) { nodes { __typename id convener { __typename id meetings(first: 15) { nodes { __typename id checkInCode } } } } }
    meetings(first: 15) { nodes { __typename id checkInCode room { __typename id project { __typename id } } rule { __typename id } history(first: 3) { nodes { __typename id } }
      invitations(first: 5) { nodes { __typename id name answer organization { __typename id } } }
      minutes(first: 3) { nodes { __typename id stage document sha256 comments(first: 3) { nodes { __typename id words } } } } } }`),
  organizations(`meetings(first: 15) { nodes { agenda(first: 4) { nodes { __typename id discussion decision proposer { __typename id } previous { __typename id discussion }
      opinions(first: 3) { nodes { __typename id words } } resolved(first: 2) { nodes { ${ITEM} } } } } } }`),
  organizations(`serviceLogs(first: 10) { nodes { __typename id personName words person { __typename id } organizer { __typename id } attachments(first: 2) { nodes { __typename id name } } } }`),
  organizations(`meetings(first: 15) { nodes { resolvedItems(first: 3) { nodes { ${ITEM} lead { __typename id }
      meeting { __typename id minutes(first: 2) { nodes { __typename id document meeting { __typename id invitations(first: 5) { nodes { __typename id name } } } } } } } } } }`),
]

/** From organizations to the activities they organize, who signed up and came, the units that took part, and what was wished for. */
const ACTIVITY_WAYS = [
  organizations(`wishes(first: 3) { nodes { __typename id personName activity { __typename id } } } participations(first: 3) { nodes { __typename id activity { __typename id title } } }
    activities(first: 12) { nodes { __typename id title history(first: 2) { nodes { __typename id } } adultsInCharge(first: 2) { nodes { __typename id name } } attachments(first: 1) { nodes { __typename id } }
      participations(first: 3) { nodes { __typename id unit { __typename id } } }
      sessions(first: 2) { nodes { __typename id bookings(first: 2) { nodes { __typename id resource { __typename id } } } attendances(first: 3) { nodes { __typename id signUp { __typename id personName } } }
        roles(first: 2) { nodes { __typename id viewerSignUp { __typename id personName } } } signUps(first: 3) { nodes { __typename id personName person { __typename id name signUps(first: 2) { nodes { __typename id personName } } } } } } } } }`),
]

/** A long way round: from organizations to their entries, proposals, the other side's entries, bookings, projects and their histories. */
const LISTS_WAY = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Organization { __typename id
  needs(first: 20) { nodes { ${NEED} obstacle { __typename id need { __typename id } } proposals(first: 10) { nodes { __typename id
    project { ${PROJECT} }
    resource { __typename id contactPhone proxyRecord { __typename id agreedBy } bookings(first: 3) { nodes { __typename id project { __typename id needContactPhone need { ${NEED} } } } } } } } } }
  resources(first: 20) { nodes { ${NEED} proxyRecord { __typename id agreedBy } proposals(first: 10) { nodes { __typename id need { ${NEED} owner { __typename id } } history(first: 3) { nodes { __typename id details } } } } projects(first: 5) { nodes { ${PROJECT} } } } }
  alliance { __typename id runs(first: 2) { nodes { __typename id obstacles(first: 2) { nodes { __typename id need { ${NEED} } } } proposals(first: 5) { nodes { __typename id } } } } members(first: 20) { nodes { __typename id organization { __typename id resources(first: 10) { nodes { __typename id contactPhone projects(first: 3) { nodes { ${PROJECT} } } } } } } } }
} } }`

const CERTIFICATE_WAY = organizations(`certificateIssuer { __typename id responsible community { __typename id } } certificates(first: 10) { nodes { __typename id name document checkCode
  community { __typename id } person { __typename id name phone certificates(first: 3) { nodes { __typename id checkCode } } } } }`)

/** From organizations to who is registered there, and what is kept of them. */
const REGISTRATIONS_WAY = organizations(`registrations(first: 10) { nodes { __typename id reason unit { __typename id registeredMembers } movedFrom { __typename id } person { __typename id phone partyMember bornYear roles(first: 3) { nodes { __typename id } }
    consents(first: 3) { nodes { __typename id givenBy { __typename id phone } } } identityDocument { __typename id maskedNumber } unmaskings(first: 3) { nodes { __typename id number document { __typename id } } } registrations(first: 5) { nodes { __typename id reason } } } } }`)

const LEDGER_WAY = organizations(`serviceChecks(first: 3) { nodes { __typename id community { __typename id } } } serviceRechecks(first: 5) { nodes { __typename id personName words record { __typename id personName } } }
  serviceRecords(first: 10) { nodes { __typename id personName hash corrects { __typename id } person { __typename id phone serviceRecords(first: 5) { nodes { __typename id minutes } } } } }`)


/** The rules of matching, of the place itself and of what is above it. */
const RULES_WAY = organizations(`matchingRules { __typename id organization { __typename id matchingSettings(first: 3) { nodes { __typename id setByName } } } }`)

/** Rings, by what their members need. */
const RINGS_WAY = organizations(`needs(first: 20) { nodes { __typename id proposals(first: 3) { nodes { __typename id ring { __typename id members(first: 3) { nodes { __typename id organization { __typename id } proposal { __typename id } need { __typename id } resource { __typename id } } } } } } } }`)
/** What is asked of a resource so that a need is met, from both of them. */
const ADJUSTMENT_WAY = organizations(`needs(first: 40) { nodes { ${NEED} adjustments(first: 5) { nodes { __typename id change resource { ${NEED} adjustments(first: 5) { nodes { __typename id gain need { ${NEED} } } } } asked { __typename id } } } } }`)

/** What is asked of a year, and what a unit is told and came to. */
const DUTY_WAY = organizations(`dutySettings(first: 3) { nodes { __typename id } } parent { __typename id parent { __typename id parent { __typename id dutySettings(first: 3) { nodes { __typename id organization { __typename id } } } } } }
  quarterTotals(first: 5) { nodes { __typename id personName minutes person { __typename id } unit { __typename id } } } recognitions(first: 3) { nodes { __typename id evidence community { __typename id } } }`)

export const LONG_WAYS = [
  LISTS_WAY,
  LEDGER_WAY,
  CERTIFICATE_WAY,
  ...MEETING_WAYS,
  REGISTRATIONS_WAY,
  ...ACTIVITY_WAYS,
  DUTY_WAY,
  RULES_WAY,
  RINGS_WAY,
  ADJUSTMENT_WAY,
]

export interface Seen {
  readonly __typename: string
  readonly id: string
  readonly [field: string]: unknown
}

/** Every object anywhere in an answer, with the path on which it was found. */
export function* objectsIn(value: unknown, path = ''): Generator<{ path: string; object: Seen }> {
  if (Array.isArray(value)) for (const item of value) yield* objectsIn(item, path)
  else if (value !== null && typeof value === 'object') {
    if ('__typename' in value) yield { path, object: value as Seen }
    for (const [key, item] of Object.entries(value)) yield* objectsIn(item, `${path}.${key}`)
  }
}
