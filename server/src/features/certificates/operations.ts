import type { GraphQLResolveInfo } from 'graphql'
import { z } from 'zod'
import type { Context } from '../../graphql/context.ts'
import { globalId } from '../../graphql/ids.ts'
import { checked, line, telephone } from '../../input.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { notify } from '../../notices/notify.ts'
import { Refusal } from '../../refusal.ts'
import { sealOf } from '../../seal.ts'
import type { CertificateDocument } from '../../texts/certificate/document.ts'
import { issuerName } from '../../texts/certificate/words.ts'
import { Organization } from '../organizations/organization.ts'
import { Person } from '../people/person.ts'
import { IdentityDocument } from '../registrations/identity-document.ts'
import { CertificateIssuer } from './certificate-issuer.ts'
import { linesOf } from './certified-lines.ts'
import { checkCodeOf } from './check-code.ts'
import { linesProven } from './ledger-proof.ts'
import { ServiceCertificate } from './service-certificate.ts'

/** Before it nothing was recorded, and a period that begins there is a slip of the pen. */
const EARLIEST = '2000-01-01'

const issuerInput = z.object({ communityId: z.string(), responsible: line(30), handler: line(30), telephone })

/** @throws Refusal BAD_INPUT for what is neither a community nor a street */
export function setCertificateIssuer(context: Context, info: GraphQLResolveInfo, raw: z.input<typeof issuerInput>): Promise<unknown> {
  const input = checked(issuerInput, raw)
  return operation(context, info, 'certificateIssuer.set', {
    subject: { type: Organization, id: input.communityId },
    input,
    run: async ({ em, newId, now }, community) => {
      requireIssuing(community)
      const { responsible, handler, telephone: number } = input
      const issuer = (await em.findOne(CertificateIssuer, { community })) ?? em.create(CertificateIssuer, { id: newId(), community, responsible, handler, telephone: number, updatedAt: now })
      Object.assign(issuer, { responsible, handler, telephone: number, updatedAt: now })
      return { type: 'CertificateIssuer', id: issuer.id, organizationId: community.id, parties: [community.id], details: { responsible, handler, telephone: number } }
    },
  })
}

export interface Asked {
  readonly communityId: string
  readonly fromOn: string
  readonly toOn: string
  readonly personId?: string
}

/**
 * At once and free of charge: the community's own confirmed records of the person in the period, numbered, sealed, with a code that verifies them.
 * @throws Refusal BAD_INPUT for a period that ends before it begins or in the future; ISSUER_UNSET; NOTHING_TO_CERTIFY; DOCUMENT_MISSING; PERSON_ERASED;
 * RECORDS_DIFFER where the ledger is not what it was when it was written
 */
export function issueCertificate(context: Context, info: GraphQLResolveInfo, input: Asked): Promise<unknown> {
  return operation(context, info, 'certificate.issue', {
    subject: { type: Person, id: input.personId ?? globalId('Person', context.actor.personId ?? '') },
    input,
    run: async (work, person) => {
      if (person.erasedAt) throw new Refusal('PERSON_ERASED')
      if (input.fromOn < EARLIEST || input.fromOn > input.toOn || input.toOn > work.today) throw new Refusal('BAD_INPUT', { fields: ['fromOn', 'toOn'] })
      // Locked: whoever has a certificate made by the same community waits here, so that numbers follow each other.
      const community = await work.load(Organization, input.communityId)
      requireIssuing(community)
      const certificate = await issue(work, person, community, input)
      const { number } = certificate
      return outcome(certificate, { number, fromOn: input.fromOn, toOn: input.toOn, ...(person.id === context.actor.personId ? {} : { forAnother: true }) })
    },
  })
}

/** @throws Refusal WRONG_STATUS when it is revoked already */
export function revokeCertificate(context: Context, info: GraphQLResolveInfo, input: { id: string; reason: string }): Promise<unknown> {
  const reason = checked(line(200), input.reason)
  return operation(context, info, 'certificate.revoke', {
    subject: { type: ServiceCertificate, id: input.id },
    input,
    run: async (work, certificate) => {
      certificate.revoke(work.me(), reason, work.now)
      const { id, number, person } = certificate
      await notify(work, { personIds: [person.id] }, 'CERTIFICATE_REVOKED', { type: 'ServiceCertificate', id }, { number, reason })
      return outcome(certificate, { number, reason })
    },
  })
}

function requireIssuing({ kind }: Organization): void {
  if (kind !== 'COMMUNITY' && kind !== 'STREET') throw new Refusal('BAD_INPUT', { fields: ['communityId'] })
}

async function issue(work: Work, person: Person, community: Organization, { fromOn, toOn }: Asked): Promise<ServiceCertificate> {
  const issuer = await work.em.findOne(CertificateIssuer, { community })
  if (!issuer) throw new Refusal('ISSUER_UNSET', { place: community.name })
  const certified = await linesOf(work.db, { personId: person.id, communityId: community.id, fromOn, toOn })
  const lines = certified.map(({ line }) => line)
  if (lines.length === 0) throw new Refusal('NOTHING_TO_CERTIFY')
  const identity = await work.em.findOne(IdentityDocument, { person })
  if (!identity?.kind || !identity.maskedNumber) throw new Refusal('DOCUMENT_MISSING')

  if (!linesProven(work.context.secrets, lines, certified.map(({ found }) => found)).match) throw new Refusal('RECORDS_DIFFER', { place: community.name })
  const year = Number(work.today.slice(0, 4))
  const serial = await nextSerial(work, community, year)
  const unsealed: Omit<CertificateDocument, 'sha256'> = {
    number: numberOf(community, year, serial),
    name: person.name,
    documentKind: identity.kind,
    maskedNumber: identity.maskedNumber,
    fromOn,
    toOn,
    lines,
    minutes: lines.reduce((sum, { minutes }) => sum + minutes, 0),
    count: lines.length,
    issuer: issuerName(community.name, community.isExample),
    responsible: issuer.responsible,
    handler: issuer.handler,
    telephone: issuer.telephone,
    issuedOn: work.today,
  }
  const sha256 = sealOf(unsealed)
  const { number, minutes, count } = unsealed
  const certificate = new ServiceCertificate()
  Object.assign(certificate, {
    id: work.newId(), person, community, year, serial, number, fromOn, toOn, issuedOn: work.today, minutes, count,
    document: { ...unsealed, sha256: sha256.toString('hex') }, sha256, checkCode: checkCodeOf(work.context.secrets, number, sha256), issuedBy: work.me(), createdAt: work.now,
  })
  work.em.persist(certificate)
  return certificate
}

async function nextSerial({ db }: Work, community: Organization, year: number): Promise<number> {
  const { rows } = await db.query<{ next: number }>({ text: 'select coalesce(max(serial), 0)::int + 1 as next from service_certificates where community_id = $1::uuid and year = $2::int', values: [community.id, year] })
  return rows[0]!.next
}

/** ZM-130102002019-2026-0147: the division code in its official twelve digits, or the end of the id where a place has none yet. */
function numberOf({ code, id }: Organization, year: number, serial: number): string {
  return `ZM-${code?.padEnd(12, '0') ?? id.slice(-12).toUpperCase()}-${year}-${String(serial).padStart(4, '0')}`
}

function outcome({ id, community }: ServiceCertificate, details: Record<string, unknown>): Outcome {
  return { type: 'ServiceCertificate', id, organizationId: community.id, parties: [community.id], details }
}
