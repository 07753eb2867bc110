import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { EntityProperty, MikroORM } from '@mikro-orm/postgresql'
import { openOrm } from '../../server/src/database/orm.ts'
import { withClient } from '../../server/src/database/with-client.ts'
import { type TestDatabase, cloneDatabase } from '../harness/database.ts'

/** Columns that only the database knows, with the reason. */
const NO_PROPERTY: Record<string, string> = {
  'organizations.position': 'generated, for the order alone',
  'organizations.name_bigrams': 'generated, for the search alone',
  'needs.bigrams': 'generated, for the search alone',
  'resources.bigrams': 'generated, for the search alone',
  'needs.audience_id': 'generated, for visibility alone',
  'resources.audience_id': 'generated, for visibility alone',
  'bookings.meeting_id': 'projects know no meetings: the meeting brings its room',
  'bookings.session_id': 'nor sessions',
}
/** Foreign keys without an index of their own. Nothing is ever deleted, so an index serves reading only. */
const NO_INDEX: Record<string, string> = {
  'needs.recorded_by_id': 'read with its row; seen through a predicate on rows found otherwise',
  'resources.recorded_by_id': 'as with needs',
  'needs.compound_id': 'read with its row',
  'resources.compound_id': 'read with its row',
  'needs.audience_organization_id': 'audience_id, generated from it, has the index',
  'resources.audience_organization_id': 'audience_id, generated from it, has the index',
  'needs.audience_alliance_id': 'audience_id, generated from it, has the index',
  'resources.audience_alliance_id': 'audience_id, generated from it, has the index',
  'proxy_records.recorded_by_organization_id': 'read with its row',
  'proxy_records.recorded_by_id': 'read with its row',
  'proxy_records.revoked_by_id': 'read with its row',
  'match_runs.run_by_id': 'read with its row',
  'matching_settings.set_by_id': 'read with its row',
  'match_runs.organization_id': 'its partial index holds those over the tree',
  'match_changes.need_id': 'read with its row',
  'match_changes.resource_id': 'read with its row',
  'match_proposals.superseded_by_run_id': 'its partial index holds what a run has moved',
  'match_rings.closed_by_id': 'read with its row',
  'match_ring_members.confirmed_by_id': 'read with its row',
  'match_ring_members.proxy_record_id': 'looked for when one record is taken back',
  'match_proposals.ring_id': 'its partial index holds those of rings',
  'adjustments.answered_by_id': 'read with its row',
  'adjustments.need_owner_id': 'asked for by its need',
  'adjustments.proposed_by_id': 'read with its row',
  'adjustments.proxy_record_id': 'read with its row',
  'match_proposals.need_confirmed_by_id': 'read with its row',
  'match_proposals.resource_confirmed_by_id': 'read with its row',
  'match_proposals.need_proxy_record_id': 'read with its row',
  'match_proposals.resource_proxy_record_id': 'read with its row',
  'audit_events.person_id': 'read by subject; one person’s trail is an investigation, not a page',
  'audit_events.organization_id': 'read by subject',
  'attachments.uploaded_by_id': 'its partial index holds what hangs on nothing',
  'alliance_members.alliance_id': 'its partial unique index holds the present members',
  'bookings.meeting_id': 'its partial index holds those of meetings',
  'bookings.session_id': 'its partial index holds those of sessions',
  'adults_in_charge.vetted_by_id': 'read with its row',
  'unit_participations.recorded_by_id': 'read with its row',
  'wishes.need_id': 'read with its row',
  'wishes.activity_id': 'read with its row',
  'wishes.answered_by_id': 'read with its row',
  'joint_meetings.rule_id': 'its partial unique index holds what is not cancelled',
  'agenda_items.convener_id': 'its partial index holds what waits; the rest is read through its meeting',
  'agenda_items.proposer_id': 'seen through a predicate on rows found otherwise',
  'agenda_items.need_id': 'read with its row',
  'agenda_items.resolved_item_id': 'its partial unique index holds what is open',
  'resolved_items.need_id': 'read with its row',
  'resolved_items.project_id': 'read with its row',
  'resolved_items.compound_id': 'read with its row',
  'resolved_items.reported_by_id': 'read with its row',
  'resolved_items.verified_by_id': 'read with its row',
  'item_steps.organization_id': 'read with its row',
  'item_steps.person_id': 'read with its row',
  'minutes.convener_id': 'its partial unique index numbers first editions',
  'minutes.issued_by_id': 'read with its row',
  'minutes_comments.organization_id': 'read with its row',
  'minutes_comments.person_id': 'read with its row',
  'bookings.resource_id': 'its partial index holds what is not released',
  'people.guardian_id': 'its partial index holds the children',
  'service_certificates.issued_by_id': 'read with its row',
  'service_certificates.revoked_by_id': 'read with its row',
  'service_logs.organizer_id': 'its partial index holds those of activities',
  'service_logs.entered_by_id': 'read with its row',
  'service_logs.decided_by_id': 'read with its row',
  'service_records.log_id': 'its partial unique index holds the entries that first count it',
  'service_records.recorded_by_id': 'read with its row',
  'service_checks.asked_by_id': 'read with its row',
  'service_rechecks.recorded_by_id': 'read with its row',
  'service_rechecks.checked_by_id': 'read with its row',
  'registrations.moved_from_id': 'read with its row',
  'registrations.asked_by_id': 'read with its row',
  'registrations.decided_by_id': 'read with its row',
  'consents.given_by_id': 'read with its row',
  'consents.organization_id': 'seen through a predicate on rows found otherwise',
  'identity_documents.entered_by_id': 'read with its row',
  'unmaskings.document_id': 'read with its row',
  'unmaskings.by_id': 'read with its row',
  'duty_settings.set_by_id': 'read with its row',
  'recognitions.decided_by_id': 'read with its row',
  'sessions.person_id': 'its partial index holds what is still open',
  'role_assignments.person_id': 'its partial unique index holds what is not revoked',
}
/** PostgreSQL's name of a type that MikroORM names otherwise. */
const SAME: Record<string, string> = { int: 'integer', varchar: 'text', blob: 'bytea', 'timestamptz(0)': 'timestamptz', 'timestamptz(6)': 'timestamptz' }
const LONG: Record<string, string> = { 'timestamp with time zone': 'timestamptz', 'timestamp(0) with time zone': 'timestamptz' }

interface Column {
  readonly key: string
  readonly type: string
  readonly nullable: boolean
}

let database: TestDatabase
let orm: MikroORM
const columns = new Map<string, Column>()

beforeAll(async () => {
  database = await cloneDatabase()
  orm = await openOrm(database.url, { poolSize: 2 })
  const rows = await ask<Column>(`select c.relname || '.' || a.attname as key, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
    from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped`)
  for (const row of rows) columns.set(row.key, row)
})
afterAll(async () => {
  await orm.close()
  await database.drop()
})

async function ask<R extends object>(text: string): Promise<R[]> {
  return withClient(database.url, async (client) => (await client.query<R & Record<string, unknown>>(text)).rows)
}

const entities = (): { tableName: string; props: EntityProperty[] }[] => [...orm.getMetadata().getAll().values()].filter(({ abstract }) => !abstract).map(({ tableName, props }) => ({ tableName, props: props as EntityProperty[] }))
const stored = ({ tableName, props }: { tableName: string; props: EntityProperty[] }): { key: string; property: EntityProperty }[] =>
  props.flatMap((property) => (property.fieldNames ?? []).filter(() => property.kind === 'scalar' || property.owner || property.kind === 'm:1').map((name) => ({ key: `${tableName}.${name}`, property })))

describe('entities and the migrated database agree', () => {
  test('every property has its column', () => {
    expect(entities().flatMap(stored).filter(({ key }) => !columns.has(key)).map(({ key }) => key)).toEqual([])
  })

  test('in the same type', () => {
    const wrong = entities().flatMap(stored).flatMap(({ key, property }) => {
      const declared = property.columnTypes[0] ?? ''
      const actual = columns.get(key)?.type ?? ''
      return (SAME[declared] ?? declared) === (LONG[actual] ?? actual) ? [] : [`${key}: ${declared} is ${actual}`]
    })
    expect(wrong).toEqual([])
  })

  test('and alike in whether it may be empty', () => {
    expect(entities().flatMap(stored).filter(({ key, property }) => Boolean(property.nullable) !== columns.get(key)?.nullable).map(({ key, property }) => `${key}: ${property.nullable ? 'nullable' : 'required'} in the entity`)).toEqual([])
  })

  test('every column of an entity’s table is a property, or said why not', () => {
    const known = new Set(entities().flatMap(stored).map(({ key }) => key))
    const tables = new Set(entities().map(({ tableName }) => tableName))
    expect([...columns.keys()].filter((key) => tables.has(key.split('.')[0]!) && !known.has(key) && !(key in NO_PROPERTY))).toEqual([])
  })

  test('every foreign key has an index that starts with it, or said why not', async () => {
    const found = await ask<{ key: string }>(`select c.conrelid::regclass || '.' || a.attname as key from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1] and i.indpred is null) order by 1`)
    expect(found.map(({ key }) => key).filter((key) => !(key in NO_INDEX))).toEqual([])
    expect(Object.keys(NO_INDEX).filter((key) => !found.some((row) => row.key === key))).toEqual([])
  })

  test('the application can rewrite neither the history nor the tree', async () => {
    const rights = await ask<{ right: string }>(`select table_name || ' ' || privilege_type as right from information_schema.role_table_grants
      where table_schema = 'public' and grantee = 'red_alliance_app' and (privilege_type in ('DELETE', 'TRUNCATE') or (table_name = 'audit_events' and privilege_type <> 'SELECT' and privilege_type <> 'INSERT'))`)
    expect(rights).toEqual([])
  })
})

describe('the migrations', () => {
  test('go down and up again, and leave the same', async () => {
    const other = await cloneDatabase()
    const again = await openOrm(other.url, { poolSize: 2 })
    try {
      const before = [...columns.keys()].sort()
      await again.migrator.down({ to: 0 })
      await withClient(other.url, async (client) => {
        const { rows } = await client.query(`select relname from pg_class where relkind in ('r','v') and relnamespace = 'public'::regnamespace and relname not like 'mikro%'
          union all select proname from pg_proc where pronamespace = 'public'::regnamespace`)
        expect(rows).toEqual([])
      })
      await again.migrator.up()
      await withClient(other.url, async (client) => {
        const { rows } = await client.query<{ key: string }>(`select c.relname || '.' || a.attname as key from pg_attribute a join pg_class c on c.oid = a.attrelid
          where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped`)
        expect(rows.map(({ key }) => key).sort()).toEqual(before)
      })
    } finally {
      await again.close()
      await other.drop()
    }
  })
})
