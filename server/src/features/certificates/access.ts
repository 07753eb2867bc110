import type { Predicate } from '../../access/bindings.ts'
import { anyOf, anyone, holds, loggedIn } from '../../access/rules.ts'
import type { Access } from '../../access/table.ts'
import { oneself, speaksFor } from '../people/access.ts'

/** The person, and the guardian or the community that speaks for whoever cannot log in. */
const ofPerson: Predicate = anyOf(oneself, speaksFor)

export const access: Access = {
  visible: {
    /** Who answers for a certificate stands on it. */
    CertificateIssuer: loggedIn,
    ServiceCertificate: anyOf(
      holds('community_id', 'SECRETARY', 'CLERK'),
      (alias, p) => `(select ${ofPerson('holder', p)} from people holder where holder.id = ${alias}.person_id)`,
    ),
  },
  may: {
    /** Subject: the community or street. */
    'certificateIssuer.set': () => holds('id', 'SECRETARY'),
    /** Subject: the person whose service it is. */
    'certificate.issue': () => ofPerson,
    'certificate.revoke': () => holds('community_id', 'SECRETARY'),
    /** Without logging in: whoever holds the paper knows its code (see check.ts). */
    'certificate.check': () => anyone,
    /** Subject: the community or street. */
    'serviceRecords.export': () => holds('id', 'SECRETARY', 'CLERK'),
  },
}
