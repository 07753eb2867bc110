import type { GraphQLResolveInfo } from 'graphql'
import { cleanNumber, isDocumentNumber, maskedNumber } from '@red-alliance/shared/document-number'
import type { DocumentKind } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { globalId } from '../../graphql/ids.ts'
import { checked, line } from '../../input.ts'
import { notify } from '../../notices/notify.ts'
import { type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Person } from '../people/person.ts'
import { paperOf, recordConsent } from './consents.ts'
import { IdentityDocument, Unmasking } from './identity-document.ts'
import { seal } from './sealed-number.ts'

export interface DocumentInput {
  readonly kind: DocumentKind
  readonly number: string
  /** That the number is kept, for certificates alone. */
  readonly consent: boolean
  /** Global id of a child, or of who has no phone; oneself without it. */
  readonly personId?: string | undefined
  /** Of the paper, for who has no phone. */
  readonly agreedOn?: string | undefined
}

/**
 * Keeps the document of oneself, one's child or who has no phone; what was kept before is replaced.
 * @throws Refusal CONSENT_MISSING without a yes, BAD_INPUT for a number that cannot be one of its kind
 */
export function setIdentityDocument(context: Context, info: GraphQLResolveInfo, input: DocumentInput): Promise<unknown> {
  const { kind, consent, agreedOn, personId } = input
  return operation(context, info, 'document.set', {
    subject: { type: Person, id: personId ?? globalId('Person', context.actor.personId ?? '') },
    input,
    secret: true,
    run: async (work, person) => {
      const number = cleanNumber(input.number)
      if (!isDocumentNumber(kind, number)) throw new Refusal('BAD_INPUT', { fields: ['number'] })
      await recordConsent(work, person, 'DOCUMENT_NUMBER', consent && paperOf(work, person, agreedOn))
      const document = await documentOf(work, person)
      document.write(kind, maskedNumber(number), seal(context.secrets, document.id, number), work.me(), work.now)
      return { type: 'IdentityDocument', id: document.id, details: { kind } }
    },
  })
}

/** The person's row is locked by the operation: there is one document of each. */
async function documentOf({ em, newId, now, ...work }: Work, person: Person): Promise<IdentityDocument> {
  const known = await em.findOne(IdentityDocument, { person })
  return known ?? em.create(IdentityDocument, { id: newId(), person, enteredBy: em.getReference(Person, work.context.actor.personId!), createdAt: now, updatedAt: now, kind: null, maskedNumber: null, sealedNumber: null, wipedAt: null })
}

/**
 * Leaves who looked, for which community and what for; the number itself comes with reading it, for five minutes and for who looked alone
 * (reading.ts), so that the same look sent again is one look.
 */
export function unmaskDocument(context: Context, info: GraphQLResolveInfo, { id, purpose: raw }: { id: string; purpose: string }): Promise<unknown> {
  const purpose = checked(line(200), raw)
  return operation(context, info, 'document.unmask', {
    subject: { type: IdentityDocument, id },
    input: { id, purpose },
    run: async (work, document) => {
      const { em, now, newId } = work
      const keeper = await keeperOf(work, document.id)
      await em.populate(document, ['person'])
      const { person } = document
      const look = em.create(Unmasking, { id: newId(), document, person, organization: keeper.id, by: work.me(), purpose, at: now })
      await notify(work, { personIds: [person.guardian?.id ?? person.id] }, 'DOCUMENT_UNMASKED', { type: 'IdentityDocument', id: document.id }, { place: keeper.name, name: context.actor.name, purpose })
      return { type: 'Unmasking', id: look.id, organizationId: keeper.id, parties: [keeper.id], details: {} }
    },
  })
}

/** The community of residence where the actor works there, or another one that holds records of the person. */
async function keeperOf({ db, context: { actor } }: Work, documentId: string): Promise<{ id: string; name: string }> {
  const held = actor.roles.filter(({ role }) => role === 'SECRETARY' || role === 'CLERK').map(({ organizationId }) => organizationId)
  const { rows } = await db.query<{ id: string; name: string }>({
    text: `select o.id, o.name from identity_documents d join people p on p.id = d.person_id join organizations o on o.id = any($2::uuid[])
        and (o.id = p.residence_community_id or o.id in (select t.community_id from service_person_totals t where t.person_id = p.id))
      where d.id = $1::uuid order by (o.id = p.residence_community_id) desc nulls last, o.id limit 1`,
    values: [documentId, held],
  })
  if (!rows[0]) throw new Refusal('FORBIDDEN')
  return rows[0]
}
