import type { Story } from '../../harness/story.ts'
import { actorId } from './actors.ts'
import { insertConsent, insertKept } from './registrations-rows.ts'
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
}
