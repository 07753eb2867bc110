import type { Story } from '../../harness/story.ts'
import { actorId } from './actors.ts'
import { insertCheck, insertRecheck, insertRecord } from './ledger-rows.ts'
import { insertKept } from './registrations-rows.ts'
import { uuidOf } from './rows.ts'

type Named = (type: string, name: string) => string

/** Records of people at every distance, none of whom left a document: where there is a record, there one sees the document. */
export async function furnishLedger(sql: Story['sql'], named: Named): Promise<void> {
  const record = (name: string): string => named('ServiceRecord', name)
  const ofResident = await insertRecord(sql, record('of-resident'), { person: actorId('RESIDENT @ community'), at: 'community' })
  const ofLiaison = await insertRecord(sql, record('of-liaison'), { person: uuidOf('Person liaison'), at: 'street' })
  await insertRecord(sql, record('of-child'), { person: await insertKept(sql, uuidOf('child with a record'), { guardian: actorId('MEMBER @ unit') }), at: 'community' })
  await insertRecord(sql, record('of-kept-child'), { person: uuidOf('Person kept-child'), at: 'sibling' })
  await insertRecord(sql, record('taking-back'), { person: uuidOf('Person liaison'), at: 'street', takesBack: ofLiaison })
  await insertCheck(sql, named('ServiceCheck', 'of-community'), 'community')
  await insertRecheck(sql, named('ServiceRecheck', 'of-community'), ofResident, 'community')
  await insertRecheck(sql, named('ServiceRecheck', 'of-street'), ofLiaison, 'street')
}
