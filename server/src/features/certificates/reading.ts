import type { Bindings } from '../../access/bindings.ts'
import { may } from '../../access/table.ts'
import type { Extensions, Models } from '../../reading/model.ts'
import { CertificateIssuer } from './certificate-issuer.ts'
import type { CertificateFilter } from './certificate.graphql.ts'
import { ServiceCertificate } from './service-certificate.ts'

function certificateConditions(a: string, p: Bindings, given?: CertificateFilter | null): string[] {
  const { state, year } = given ?? {}
  return [
    ...(state === 'VALID' ? [`${a}.revoked_at is null`, `${a}.document is not null`] : []),
    ...(state === 'REVOKED' ? [`${a}.revoked_at is not null`] : []),
    ...(state === 'UNKNOWN' ? [`${a}.revoked_at is null`, `${a}.document is null`] : []),
    ...(year === undefined || year === null ? [] : [`${a}.year = ${p.bind(year, 'int')}`]),
  ]
}

export const models: Models = {
  CertificateIssuer: { entity: CertificateIssuer, orders: { UPDATED: { columns: ['updated_at', 'id'], descending: true } } },
  ServiceCertificate: {
    entity: ServiceCertificate,
    computed: {
      /** What was erased cannot be verified any more. */
      state: (a) => `case when ${a}.revoked_at is not null then 'REVOKED' when ${a}.document is null then 'UNKNOWN' else 'VALID' end`,
      name: (a) => `${a}.document ->> 'name'`,
      sha256: (a) => `encode(${a}.sha256, 'hex')`,
      viewerMayRevoke: (a, p) => `(${a}.revoked_at is null and ${may('certificate.revoke')(a, p)})`,
    },
    orders: { NEWEST: { columns: ['created_at', 'id'], descending: true } },
  },
}

export const extensions: Extensions = {
  Person: {
    connections: { certificates: { type: 'ServiceCertificate', where: (target, parent, p, { filter }) => [`${target}.person_id = ${parent}.id`, ...certificateConditions(target, p, filter as CertificateFilter | null | undefined)], order: 'NEWEST' } },
  },
  Organization: {
    firsts: { certificateIssuer: { type: 'CertificateIssuer', where: (target, parent) => [`${target}.community_id = ${parent}.id`], order: 'UPDATED' } },
    connections: { certificates: { type: 'ServiceCertificate', where: (target, parent, p, { filter }) => [`${target}.community_id = ${parent}.id`, ...certificateConditions(target, p, filter as CertificateFilter | null | undefined)], order: 'NEWEST' } },
  },
}
