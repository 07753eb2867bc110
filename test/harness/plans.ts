import pg from 'pg'

/** A statement as the product sent it. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** What PostgreSQL does for a statement. */
export interface Plan {
  /** Tables read from end to end although they are large; with how often. */
  readonly wholeTables: readonly string[]
  /** Rows that were looked at anywhere, those that did not fit among them. */
  readonly visited: number
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly Plans?: readonly PlanNode[]
}

/** What grows with every meeting, and the tree of the whole city. (Tables that are all but empty in the volume are rightly read whole.) */
const LARGE = ['joint_meetings', 'invitations', 'agenda_items', 'opinions', 'resolved_items', 'item_steps', 'minutes', 'organizations', 'organization_closure', 'notices']

/** Hears every statement of every connection of this process, also of those that are open already; returns those sent while `during` ran. */
export function listen(): <T>(during: () => Promise<T>) => Promise<{ sent: Statement[]; result: T }> {
  let sent: Statement[] = []
  const { prototype } = pg.Client
  const query = prototype.query as (this: pg.Client, ...args: unknown[]) => unknown
  prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, values] = args
    sent.push(typeof first === 'string' ? { text: first, values: Array.isArray(values) ? values : [] } : { text: (first as Statement).text, values: (first as Statement).values ?? [] })
    return query.apply(this, args)
  } as typeof prototype.query
  return async (during) => {
    sent = []
    const result = await during()
    return { sent: [...sent], result }
  }
}

/**
 * @param generic the plan for any values, which PostgreSQL may keep for a prepared statement from its sixth time on
 * @param large tables of which it is said when they are read whole
 */
export async function planOf(client: pg.Client | pg.PoolClient, { text, values }: Statement, generic = false, large: readonly string[] = LARGE): Promise<Plan> {
  await client.query(`set plan_cache_mode = ${generic ? 'force_generic_plan' : 'force_custom_plan'}`)
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>({ text: `explain (analyze, timing off, format json) ${text}`, values: [...values] })
  const nodes = [...below(rows[0]!['QUERY PLAN'][0].Plan)]
  const scans = nodes.filter((node) => node['Relation Name'] !== undefined && (node['Actual Loops'] ?? 0) > 0)
  const whole = scans.filter((node) => node['Node Type'] === 'Seq Scan' && large.includes(node['Relation Name']!))
  return {
    wholeTables: whole.map((node) => `${node['Relation Name']} × ${node['Actual Loops']}`),
    visited: scans.reduce((sum, node) => sum + ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * (node['Actual Loops'] ?? 0), 0),
  }
}

function* below(node: PlanNode): Generator<PlanNode> {
  yield node
  for (const child of node.Plans ?? []) yield* below(child)
}
