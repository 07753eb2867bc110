import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { type GraphQLField, type GraphQLInputType, buildSchema, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, isScalarType } from 'graphql'
import { LINES, SET_ISSUER, confirmed, issue, uuid, withDocument } from '../harness/certificate-acts.ts'
import { type Story, id, openStory } from '../harness/story.ts'
import { activityIds } from '../harness/activity-acts.ts'
import { graphql } from './clear-error.ts'
import { prepareRace } from './race.ts'
import { globalId, tryParseId } from '../../server/src/graphql/ids.ts'
import { registrationIds } from '../harness/registration-acts.ts'
import { STREET, heldMeeting, logMeeting } from '../harness/meeting-acts.ts'

const schema = buildSchema(readFileSync(new URL('../../server/schema.graphql', import.meta.url), 'utf8'))
/** Ends the session that the fuzz works with. */
const NOT_TRIED = ['logOut', 'logOutEverywhere', 'changePassword', 'eraseMyself']
const mutations = Object.values(schema.getMutationType()!.getFields()).filter(({ name }) => !NOT_TRIED.includes(name))
const queries = Object.values(schema.getQueryType()!.getFields())

const document = (kind: string, { name, args, type }: GraphQLField<unknown, unknown>): string => {
  const declared = args.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ')
  const leaf = isScalarType(getNamedType(type))
  return `${kind}${declared && ` (${declared})`} { ${name}${args.length > 0 ? `(${args.map((argument) => `${argument.name}: $${argument.name}`).join(', ')})` : ''} ${leaf ? '' : '{ __typename }'} }`
}

/** Values that have broken something somewhere. */
const nasty = fc.constantFrom<unknown>(null, '', ' ', '\0', '\ud800', 'x'.repeat(3000), '2026-02-30', '0000-01-01', '1900-01-01', '9999-12-31', -1, 0, 1, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 1e308, 1.5, true, [], {}, [null], { __proto__: null, a: 1 }, 'null', '$1', "'", '=1+1')

/** Of the right shape now and then, so that it gets past the door. */
function valueOf(type: GraphQLInputType, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return fc.oneof({ arbitrary: valueOf(type.ofType, ids), weight: 30 }, { arbitrary: nasty, weight: 1 })
  if (isListType(type)) return fc.array(valueOf(type.ofType, ids), { maxLength: 3 })
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name))
  if (isInputObjectType(type)) return fc.record(Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, valueOf(field.type, ids)])), { requiredKeys: Object.values(type.getFields()).filter((field) => isNonNullType(field.type)).map(({ name }) => name) })
  switch (type.name) {
    case 'ID': return fc.oneof(ids, fc.string())
    case 'Int': return fc.oneof(fc.integer({ min: -2, max: 10_081 }), fc.integer())
    case 'SafeInt': return fc.oneof(fc.constantFrom(0, 1, -1, 10 ** 14, Number.MAX_SAFE_INTEGER, 1.5), fc.maxSafeInteger())
    case 'Boolean': return fc.boolean()
    case 'Date': return fc.oneof(fc.constantFrom('2026-03-02', '2026-03-03', '2026-08-01', '2020-01-01', '1900-01-01', '9999-12-31'), fc.string())
    case 'DateTime': return fc.oneof(fc.constantFrom('2026-03-01T01:00:00Z', '2026-03-01T02:00:00Z', '2026-03-10T01:00:00Z', '2026-03-10T02:00:00+08:00', '1999-12-31T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '275760-09-13T00:00:00Z'), fc.string())
    case 'JSONObject': return fc.oneof(fc.constantFrom<unknown>({ vehicle: 'CAR' }, { goods: 'BOOKS' }, {}), fc.dictionary(fc.string(), fc.jsonValue()))
    default: return fc.oneof(fc.constantFrom<unknown>('19900000077', '青园', '停车', '2026-02-30'), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
  }
}

describe('whatever is typed', () => {
  let story: Story
  let ids: fc.Arbitrary<string>
  beforeAll(async () => {
    story = await openStory()
    const race = await prepareRace(story, { needs: 5, needQuantity: 3, resourceQuantity: 9, confirmed: null })
    const own = race.needIds.map((uuid) => globalId('Need', uuid))
    const proposals = race.proposalIds.map((uuid) => globalId('MatchProposal', uuid))
    const meetings = await meetingIds()
    const certificates = await certificateIds()
    const activities = await activityIds(story)
    const ledger = await ledgerIds()
    const registrations = await registrationIds(story)
    ids = fc.constantFrom(...own, ...proposals, ...meetings, ...certificates, ...activities, ...ledger, ...registrations, globalId('Resource', race.resourceIds[0]!), id('Need', '居民夜间停车'), id('Resource', '社保业务上门讲解'), id('Resource', '怡园大厦地下车库'), id('Organization', '130102002'), id('Organization', '惠民超市'), id('Alliance', '青园街道红色联盟'), id('Person', '19900000003'), id('Compound', '花园小区'))
  })
  afterAll(() => story.close())

  /** A meeting that is held, one logged and its minutes issued, and everything in them. */
  async function meetingIds(): Promise<string[]> {
    const zhao = await story.as('赵立新')
    const { meeting, topic } = await heldMeeting(story, zhao, STREET)
    const logged = await logMeeting(zhao, STREET, { resolved: [{ text: '修好北门路灯', leadId: STREET, dueOn: '2026-03-20' }] })
    const { issueMinutes } = await zhao.ask<{ issueMinutes: { id: string } }>('mutation ($id: ID!) { issueMinutes(meetingId: $id) { id } }', { id: logged.id })
    const { setMeetingRule } = await zhao.ask<{ setMeetingRule: { id: string } }>('mutation ($o: ID!) { setMeetingRule(input: { convenerId: $o, title: "例会", rhythm: MONTHLY, days: [6], startMinute: 540, duration: 60, noticeDays: 0 }) { id } }', { o: STREET })
    const invitations = await story.sql<{ id: string }>('select id from invitations where meeting_id = $1::uuid', [tryParseId(logged.id)!.uuid])
    const logs = [60, 60].map(async (minutes) => (await zhao.ask<{ logService: { id: string } }>('mutation ($input: LogServiceInput!) { logService(input: $input) { id } }', { input: { communityId: STREET, servedOn: '2026-03-01', minutes, field: 'SCIENCE', words: '讲解' } })).logService.id)
    return [...(await Promise.all(logs)), meeting, topic, logged.id, ...[...logged.agenda.nodes, ...logged.resolvedItems.nodes].map((each) => each.id), issueMinutes.id, setMeetingRule.id, ...invitations.map((each) => globalId('Invitation', each.id))]
  }

  /** A street that certifies, and what it certified. */
  async function certificateIds(): Promise<string[]> {
    const [zhao, person] = [await story.as('赵立新'), uuid(id('Person', '19900000003'))]
    await withDocument(story, person)
    await confirmed(story, person, LINES, STREET)
    const { setCertificateIssuer } = await zhao.ask<{ setCertificateIssuer: { id: string } }>(SET_ISSUER, { c: STREET })
    return [setCertificateIssuer.id, (await issue(zhao, { c: STREET })).id]
  }

  /** What the street has certified, checked and drawn to be asked about again. */
  async function ledgerIds(): Promise<string[]> {
    const zhao = await story.as('赵立新')
    const { checkServiceLedger } = await zhao.ask<{ checkServiceLedger: { id: string } }>('mutation ($c: ID!) { checkServiceLedger(communityId: $c) { id } }', { c: STREET })
    const records = await story.sql<{ id: string; recheck: string }>(
      `with drawn as (insert into service_rechecks (id, record_id, community_id, month, recorded_by_id, created_at) select gen_random_uuid(), id, community_id, '2026-02-01', recorded_by_id, now() from service_records where community_id = $1 returning id, record_id)
       select record_id as id, id as recheck from drawn`, [uuid(STREET)])
    return [checkServiceLedger.id, ...records.flatMap((each) => [globalId('ServiceRecord', each.id), globalId('ServiceRecheck', each.recheck)])]
  }

  const runs = Number(process.env['FUZZ_RUNS'] ?? 40)
  test.each(mutations.map((field) => [field.name, field] as const))('%s answers with its data or a clear error', async (_name, field) => {
    const shaped = fc.record(Object.fromEntries(field.args.map((argument) => [argument.name, valueOf(argument.type, ids)])))
    const raw = fc.record(Object.fromEntries(field.args.map((argument) => [argument.name, fc.oneof(nasty, fc.jsonValue())])))
    const key = fc.option(fc.stringMatching(/^[ -~]{0,110}$/), { nil: undefined })
    await fc.assert(fc.asyncProperty(fc.oneof({ arbitrary: shaped, weight: 3 }, raw), key, async (variables, idempotencyKey) => {
      await graphql(story, document('mutation', field), variables, idempotencyKey ? { 'idempotency-key': idempotencyKey } : {})
      expect(story.faults.splice(0)).toEqual([])
    }), { numRuns: runs })
  })

  test.each(queries.map((field) => [field.name, field] as const))('the query %s answers with its data or a clear error', async (_name, field) => {
    const shaped = fc.record(Object.fromEntries(field.args.map((argument) => [argument.name, fc.option(valueOf(argument.type, ids), { nil: null })])))
    await fc.assert(fc.asyncProperty(shaped, async (variables) => {
      await graphql(story, document('query', field), variables)
      expect(story.faults.splice(0)).toEqual([])
    }), { numRuns: runs })
  })

  test('and afterwards 赵立新 still works as before', async () => {
    expect(await (await story.as('赵立新')).ask('{ viewer { phone } needs(first: 1) { nodes { __typename } } }')).toEqual({ viewer: { phone: '19900000003' }, needs: { nodes: [{ __typename: 'Need' }] } })
  })
})
