import type { GraphQLResolveInfo } from 'graphql'
import type { ConsentPurpose } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { globalId } from '../../graphql/ids.ts'
import { type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Person } from '../people/person.ts'
import { Consent } from './consent.ts'
import { withdrawn } from './withdrawn.ts'

/** A signed paper and who keeps it; without it the person (or the guardian) agrees here and now. */
export interface Paper {
  readonly organizationId: string
  /** Date of the signature, today at the latest. */
  readonly agreedOn: string
}

/**
 * Holds the person's consent to the purpose until the transaction ends, so that it cannot be withdrawn meanwhile.
 * @param personId uuid
 * @throws Refusal CONSENT_MISSING
 */
export async function requireConsent({ db }: Work, personId: string, purpose: ConsentPurpose): Promise<void> {
  const { rows } = await db.query({ text: 'select 1 from consents where person_id = $1::uuid and purpose = $2 and withdrawn_at is null for share', values: [personId, purpose] })
  if (rows.length === 0) throw new Refusal('CONSENT_MISSING', { purpose })
}

/**
 * Writes down that the person agreed, once: what is given already stays as it was given. Without a yes nothing is written.
 * @returns the consent's uuid
 * @throws Refusal CONSENT_MISSING without a yes, BAD_INPUT for a paper of tomorrow or a purpose that is not the person's
 */
export async function recordConsent({ context, db, em, now, today, newId }: Work, person: Person, purpose: ConsentPurpose, agreed: boolean | Paper): Promise<string> {
  if (!agreed) throw new Refusal('CONSENT_MISSING', { purpose })
  if (person.erasedAt) throw new Refusal('PERSON_ERASED')
  if (!fits(person, purpose)) throw new Refusal('BAD_INPUT', { fields: ['purpose'] })
  const paper = agreed === true ? null : agreed
  if (paper && (paper.agreedOn > today || paper.agreedOn < '2000-01-01')) throw new Refusal('BAD_INPUT', { fields: ['agreedOn'] })
  await em.flush()
  await db.query({
    text: `insert into consents (id, person_id, purpose, how, given_by_id, organization_id, agreed_on, given_at)
      values ($1::uuid, $2::uuid, $3, $4, $5::uuid, $6::uuid, $7::date, $8::timestamptz) on conflict (person_id, purpose) where withdrawn_at is null do nothing`,
    values: [newId(), person.id, purpose, paper ? 'PAPER' : 'SELF', context.actor.personId, paper?.organizationId ?? null, paper?.agreedOn ?? today, now.toISOString()],
  })
  const { rows } = await db.query<{ id: string }>({ text: 'select id from consents where person_id = $1::uuid and purpose = $2 and withdrawn_at is null', values: [person.id, purpose] })
  return rows[0]!.id
}

/** A child's data are a child's; party membership is a grown person's. */
function fits({ guardian }: Person, purpose: ConsentPurpose): boolean {
  return purpose === 'DOCUMENT_NUMBER' || (purpose === 'CHILD_DATA') === (guardian !== null)
}

export interface ConsentInput {
  readonly purpose: ConsentPurpose
  /** Global id of a child, or of who has no phone; oneself without it. */
  readonly personId?: string | undefined
  /** Of the paper, for who has no phone. */
  readonly agreedOn?: string | undefined
}

/** @throws Refusal BAD_INPUT where a community names no date of the paper */
export function giveConsent(context: Context, info: GraphQLResolveInfo, input: ConsentInput): Promise<unknown> {
  const { purpose, agreedOn } = input
  return operation(context, info, 'consent.give', {
    subject: { type: Person, id: input.personId ?? globalId('Person', context.actor.personId ?? '') },
    input,
    run: async (work, person) => {
      const id = await recordConsent(work, person, purpose, paperOf(work, person, agreedOn))
      return { type: 'Consent', id, details: { purpose } }
    },
  })
}

/**
 * By a person and a guardian here; by a community always on paper.
 * @throws Refusal BAD_INPUT without the paper's date, or with one where there is no paper
 */
export function paperOf({ context: { actor } }: Work, person: Person, agreedOn: string | undefined): true | Paper {
  const self = person.id === actor.personId || person.guardian?.id === actor.personId
  if (self !== (agreedOn === undefined)) throw new Refusal('BAD_INPUT', { fields: ['agreedOn'] })
  if (self) return true
  if (!person.residenceCommunity) throw new Refusal('FORBIDDEN')
  return { organizationId: person.residenceCommunity.id, agreedOn: agreedOn! }
}

/** What was kept for that purpose goes with it: the document's number, party membership and registration, a child's places to come. */
export function withdrawConsent(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return operation(context, info, 'consent.withdraw', {
    subject: { type: Consent, id },
    input: { id },
    run: async (work, consent) => {
      consent.withdraw(work.now)
      await work.em.flush()
      await withdrawn(work, consent.person.id, consent.purpose)
      return { type: 'Consent', id: consent.id, details: { purpose: consent.purpose } }
    },
  })
}
