import type { Story } from '../../harness/story.ts'
import { actorId, place } from './actors.ts'
import { insertConsent, insertDocument, insertKept, insertRegistration, insertUnmasking } from './registrations-rows.ts'
import { uuidOf } from './rows.ts'

type Named = (type: string, name: string) => string

/** People who do not log in, at every distance, and what they agreed to. */
export async function furnishRegistrations(sql: Story['sql'], named: Named): Promise<void> {
  const clerk = actorId('CLERK @ community')
  const kept = await insertKept(sql, named('Person', 'kept'))
  const keptChild = await insertKept(sql, named('Person', 'kept-child'), { guardian: kept })
  const child = await insertKept(sql, named('Person', 'child'), { guardian: actorId('MEMBER @ unit') })
  const resident = uuidOf('Person resident')
  await sql('update people set born_year = 1950 where id = $1', [resident])

  await insertConsent(sql, named('Consent', 'of-kept'), kept, clerk, 'DOCUMENT_NUMBER', 'community')
  await insertConsent(sql, named('Consent', 'of-kept-child'), keptChild, clerk, 'CHILD_DATA', 'community')
  await insertConsent(sql, named('Consent', 'of-child'), child, actorId('MEMBER @ unit'), 'CHILD_DATA')
  await insertConsent(sql, named('Consent', 'of-resident'), resident, resident, 'DOCUMENT_NUMBER')
  await insertConsent(sql, named('Consent', 'of-member-on-paper'), uuidOf('Person member'), actorId('CLERK @ sibling'), 'MEMBERSHIP', 'sibling')
  await furnishPlaces(sql, named)
  await furnishDocuments(sql, named, { kept, child, resident })
}

async function furnishPlaces(sql: Story['sql'], named: Named): Promise<void> {
  const member = uuidOf('Person member')
  await insertRegistration(sql, named('Registration', 'of-unit'), { unit: 'unit', at: 'community', stage: 'CONFIRMED' })
  await insertRegistration(sql, named('Registration', 'unit-waiting'), { unit: 'neighbour', at: 'community', stage: 'WAITING' })
  await insertRegistration(sql, named('Registration', 'unit-declined'), { unit: 'neighbour', at: 'street', stage: 'DECLINED' })
  await insertRegistration(sql, named('Registration', 'of-member'), { person: member, at: 'sibling', stage: 'CONFIRMED' })
  await insertRegistration(sql, named('Registration', 'member-moving'), { person: member, at: 'foreign', stage: 'WAITING' })
  await insertRegistration(sql, named('Registration', 'member-declined'), { person: member, at: 'community', stage: 'DECLINED' })
  await insertRegistration(sql, named('Registration', 'member-ended'), { person: member, at: 'community', stage: 'ENDED' })
  await insertRegistration(sql, named('Registration', 'of-oneself'), { person: actorId('MEMBER @ ally'), at: 'community', stage: 'WAITING' })
  await insertRegistration(sql, named('Registration', 'of-kept'), { person: uuidOf('Person kept'), at: 'community', stage: 'CONFIRMED' })
}

async function furnishDocuments(sql: Story['sql'], named: Named, { kept, child, resident }: Record<'kept' | 'child' | 'resident', string>): Promise<void> {
  await insertDocument(sql, named('IdentityDocument', 'of-member'), uuidOf('Person member'))
  await insertDocument(sql, named('IdentityDocument', 'wiped'), uuidOf('Person liaison'), true)
  await sql("insert into service_person_totals (person_id, community_id, year, minutes, records) values ($1, $2, 2026, 60, 1)", [resident, place('foreign')])
  for (const [name, person, by, at] of [['of-kept', kept, 'CLERK @ community', 'community'], ['of-child', child, 'CLERK @ foreign', 'foreign'], ['of-resident', resident, 'CLERK @ foreign', 'foreign']] as const)
    await insertUnmasking(sql, named('Unmasking', name), await insertDocument(sql, named('IdentityDocument', name), person), person, actorId(by), at)
}
