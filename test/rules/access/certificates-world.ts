import type { Story } from '../../harness/story.ts'
import { actorId } from './actors.ts'
import { insertCertificate, insertIssuer } from './certificates-rows.ts'
import { uuidOf } from './rows.ts'

type Named = (type: string, name: string) => string

/** Certificates of people at every distance. The people are those of the registrations. */
export async function furnishCertificates(sql: Story['sql'], named: Named): Promise<void> {
  await insertIssuer(sql, named('CertificateIssuer', 'of-community'), 'community')
  const certificate = (name: string): string => named('ServiceCertificate', name)
  await insertCertificate(sql, certificate('of-resident'), { person: actorId('RESIDENT @ community'), by: 'street' })
  await insertCertificate(sql, certificate('of-member'), { person: uuidOf('Person member') })
  await insertCertificate(sql, certificate('of-kept'), { person: uuidOf('Person kept'), by: 'sibling' })
  await insertCertificate(sql, certificate('of-child'), { person: uuidOf('Person child') })
  await insertCertificate(sql, certificate('revoked'), { person: uuidOf('Person member'), revoked: true })
  await insertCertificate(sql, certificate('erased'), { person: uuidOf('Person liaison'), erased: true })
}
