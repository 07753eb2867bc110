/** What the web client asks of meetings and items on its screens. */
const MEETING_ROW = 'id kind title stage startsAt endsAt place logged convener { id name placeName } minutes(first: 1) { nodes { id stage edition year number } }'
const ITEM_ROW = 'id text stage dueOn overdue extensions askedDueOn convener { id name placeName } lead { id name placeName } meeting { id title startsAt } viewerMayVerify viewerMayLead viewerMayDecide'
const BOARD = ['ASSIGNED', 'ACCEPTED', 'RETURNED', 'REPORTED']

export interface Screen {
  readonly query: string
  /** Statements: one for the session, one for each root field. */
  readonly statements: number
  /** The table whose rows it counts. */
  readonly counts?: 'joint_meetings' | 'resolved_items'
}

const items = (filter: string, extra = ''): string => `resolvedItems(filter: ${filter}, first: 20) { nodes { ${ITEM_ROW} } pageInfo { hasNextPage endCursor } ${extra} }`

export const SCREENS = {
  'newest meetings': { query: `{ meetings(first: 20) { nodes { ${MEETING_ROW} } pageInfo { hasNextPage endCursor } } }`, statements: 2 },
  'newest meetings, counted': { query: `{ meetings(first: 20) { nodes { ${MEETING_ROW} } totalCount } }`, statements: 2, counts: 'joint_meetings' },
  'my meetings': { query: `{ meetings(filter: { mine: true }, first: 20) { nodes { ${MEETING_ROW} } totalCount } }`, statements: 2 },
  'a month of meetings': { query: `{ meetings(filter: { from: "2026-01-31T16:00:00Z", before: "2026-02-28T16:00:00Z" }, first: 100) { nodes { ${MEETING_ROW} } totalCount } }`, statements: 2, counts: 'joint_meetings' },
  'board of open items': { query: `{ ${BOARD.map((stage) => `${stage}: ${items(`{ stage: [${stage}] }`)}`).join(' ')} }`, statements: 5 },
  'items, counted': { query: `{ ${items('{}', 'totalCount')} }`, statements: 2, counts: 'resolved_items' },
  'overdue items': { query: `{ ${items('{ overdue: true }')} }`, statements: 2 },
  'my items': { query: `{ ${items('{ mine: true, stage: [ASSIGNED, ACCEPTED, RETURNED, REPORTED] }')} }`, statements: 2 },
  'items that wait for me': { query: `{ ${items('{ waitingForViewer: true }')} }`, statements: 2 },
} as const satisfies Record<string, Screen>

export const FIGURES = 'query ($id: ID!, $year: Int!) { meetingFigures(organizationId: $id, year: $year) { regular centralTask urgent resolved closed overdue onTime medianDays satisfaction } }'
export const MEETING_PAGE = `query ($id: ID!) { node(id: $id) { ... on JointMeeting { ${MEETING_ROW} chair version viewerMayWrite viewerMayDecide room { id } rule { id title }
  agenda(first: 50) { nodes { id title position outcome discussion decision version viewerMayWrite proposer { id name } resolvedItem { id } previous { id title meeting { id } } opinions(first: 50) { nodes { id stance words organization { id name } } }
    resolved(first: 10) { nodes { ${ITEM_ROW} coOrganizations(first: 20) { nodes { id name } } } } } }
  invitations(first: 100) { nodes { id capacity name attendance organization { id name } viewerMayAnswer } totalCount } history(first: 30) { nodes { id } } } } }`
