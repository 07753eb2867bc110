import type { GraphQLResolveInfo } from 'graphql'
import { z } from 'zod'
import type { Context } from '../../graphql/context.ts'
import { checked, line } from '../../input.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Person, RoleAssignment } from '../people/person.ts'
import { type Paper, recordConsent } from './consents.ts'

const newcomer = z.object({ communityId: z.string(), name: line(40), bornYear: z.int().min(1900).optional() })
const child = z.object({ name: line(40), bornYear: z.int() })
/** Who is that old enrols by themselves. */
const GROWN_AT = 18

/**
 * Somebody without a phone, whom the community keeps: they can be signed up and certified, and do not log in.
 * @throws Refusal BAD_INPUT at what is no community, or for somebody born after this year
 */
export function enterPerson(context: Context, info: GraphQLResolveInfo, raw: z.input<typeof newcomer>): Promise<unknown> {
  const { communityId, name, bornYear } = checked(newcomer, raw)
  return operation(context, info, 'person.enter', {
    subject: { type: Organization, id: communityId },
    input: { communityId, name, bornYear },
    run: async (work, community) => {
      if (community.kind !== 'COMMUNITY') throw new Refusal('BAD_INPUT', { fields: ['communityId'] })
      if (bornYear !== undefined && bornYear > year(work)) throw new Refusal('BAD_INPUT', { fields: ['bornYear'] })
      const { em, now, newId } = work
      const person = newPerson(work, { name, bornYear: bornYear ?? null, residenceCommunity: community, guardian: null })
      em.create(RoleAssignment, { id: newId(), person, organization: community, role: 'RESIDENT', grantedAt: now, revokedAt: null })
      return { type: 'Person', id: person.id, organizationId: community.id, parties: [community.id], details: {} }
    },
  })
}

/**
 * A child of who is logged in; they agree that its data are kept.
 * @throws Refusal CONSENT_MISSING without the guardian's yes, BAD_INPUT for who is grown or not born yet
 */
export function addChild(context: Context, info: GraphQLResolveInfo, { consent, ...raw }: z.input<typeof child> & { consent: boolean }): Promise<unknown> {
  const input = checked(child, raw)
  return operation(context, info, 'child.add', {
    input: { ...input, consent },
    run: async (work) => keepChild(work, await work.em.findOneOrFail(Person, { id: work.me().id }), input, consent),
  })
}

/** The child of a guardian without a phone, by their community, upon the guardian's signature. */
export function enterChild(context: Context, info: GraphQLResolveInfo, { guardianId, agreedOn, ...raw }: z.input<typeof child> & { guardianId: string; agreedOn: string }): Promise<unknown> {
  const input = checked(child, raw)
  return operation(context, info, 'child.enter', {
    subject: { type: Person, id: guardianId },
    input: { ...input, guardianId, agreedOn },
    run: (work, guardian) => keepChild(work, guardian, input, { organizationId: guardian.residenceCommunity!.id, agreedOn }),
  })
}

async function keepChild(work: Work, guardian: Person, { name, bornYear }: z.infer<typeof child>, agreed: boolean | Paper): Promise<Outcome> {
  if (guardian.erasedAt) throw new Refusal('PERSON_ERASED')
  if (bornYear > year(work) || bornYear < year(work) - GROWN_AT) throw new Refusal('BAD_INPUT', { fields: ['bornYear'] })
  const person = newPerson(work, { name, bornYear, residenceCommunity: guardian.residenceCommunity, guardian })
  await recordConsent(work, person, 'CHILD_DATA', agreed)
  return { type: 'Person', id: person.id, details: {} }
}

const year = ({ today }: Work): number => Number(today.slice(0, 4))

function newPerson({ em, now, newId }: Work, of: Pick<Person, 'name' | 'bornYear' | 'residenceCommunity' | 'guardian'>): Person {
  return em.create(Person, { id: newId(), ...of, phone: null, passwordHash: null, partyMember: null, homeUnit: null, erasedAt: null, disabledAt: null, failedLogIns: 0, lockedUntil: null, createdAt: now })
}
