import type { GraphQLResolveInfo } from 'graphql'
import { z } from 'zod'
import type { OrganizationKind, Role } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { checked, line, phone } from '../../input.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { hashPassword } from './password.ts'
import { Person, RoleAssignment, Session } from './person.ts'

const newPerson = z.object({ name: line(40), phone, password: z.string(), organizationId: z.string(), role: z.custom<Role>() })

/** Where a role makes sense: a liaison and a party member belong to a unit, a resident to a community; what is above a street supervises. */
const PLACES: Partial<Record<Role, readonly OrganizationKind[]>> = {
  LIAISON: ['UNIT'],
  MEMBER: ['UNIT'],
  RESIDENT: ['COMMUNITY'],
  CLERK: ['STREET', 'COMMUNITY'],
  SECRETARY: ['STREET', 'COMMUNITY'],
  SUPERVISOR: ['PROVINCE', 'CITY', 'DISTRICT'],
}

function requirePlace(role: Role, { kind }: Organization): void {
  if (PLACES[role]?.includes(kind) === false) throw new Refusal('BAD_INPUT', { fields: ['role'] })
}

/**
 * An account with its first role.
 * @throws Refusal PHONE_TAKEN, PASSWORD_TOO_WEAK, BAD_INPUT
 */
export function createPerson(context: Context, info: GraphQLResolveInfo, raw: z.input<typeof newPerson>): Promise<unknown> {
  const { password, organizationId, role, ...input } = checked(newPerson, raw)
  return operation(context, info, 'person.create', {
    subject: { type: Organization, id: organizationId },
    input: { ...input, organizationId, role, password },
    secret: true,
    run: async ({ em, now, newId }, organization) => {
      requirePlace(role, organization)
      const place = { homeUnit: role === 'MEMBER' ? organization : null, residenceCommunity: role === 'RESIDENT' ? organization : null, partyMember: role === 'MEMBER' ? true : null }
      const person = em.create(Person, { id: newId(), ...input, ...place, passwordHash: await hashPassword(password), disabledAt: null, failedLogIns: 0, lockedUntil: null, createdAt: now })
      em.create(RoleAssignment, { id: newId(), person, organization, role, grantedAt: now, revokedAt: null })
      return { type: 'Person', id: person.id, organizationId: organization.id, parties: [organization.id], details: { name: input.name, role } }
    },
  })
}

/** @throws Refusal ROLE_DUPLICATE, BAD_INPUT where the role makes no sense there */
export function grantRole(context: Context, info: GraphQLResolveInfo, input: { personId: string; organizationId: string; role: Role }): Promise<unknown> {
  return operation(context, info, 'role.grant', {
    subject: { type: Organization, id: input.organizationId },
    input,
    run: async (work, organization) => {
      requirePlace(input.role, organization)
      const person = await work.load(Person, input.personId)
      const assignment = work.em.create(RoleAssignment, { id: work.newId(), person, organization, role: input.role, grantedAt: work.now, revokedAt: null })
      return { type: 'RoleAssignment', id: assignment.id, organizationId: organization.id, parties: [organization.id], details: { name: person.name, role: input.role } }
    },
  })
}

/** Gone at the person's very next request. */
export function revokeRole(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return operation(context, info, 'role.revoke', {
    subject: { type: RoleAssignment, id },
    input: { id },
    run: async ({ now }, assignment) => {
      assignment.revoke(now)
      return { type: 'RoleAssignment', id: assignment.id, organizationId: assignment.organization.id, parties: [assignment.organization.id], details: { role: assignment.role } }
    },
  })
}

/** Refused from the next request on; sessions end. */
export function disablePerson(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return changePerson(context, info, 'person.disable', { id }, async (work, person) => {
    person.disable(work.now)
    await endAllSessions(work, person)
  })
}

export function enablePerson(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return changePerson(context, info, 'person.enable', { id }, async (_work, person) => person.enable())
}

/** @throws Refusal PASSWORD_TOO_WEAK */
export function resetPassword(context: Context, info: GraphQLResolveInfo, { id, newPassword }: { id: string; newPassword: string }): Promise<unknown> {
  return changePerson(context, info, 'person.resetPassword', { id, newPassword }, async (work, person) => {
    person.passwordHash = await hashPassword(newPassword)
    person.succeedLogIn()
    await endAllSessions(work, person)
  })
}

function changePerson(context: Context, info: GraphQLResolveInfo, name: string, input: { id: string; newPassword?: string }, verb: (work: Work, person: Person) => Promise<void>): Promise<unknown> {
  return operation(context, info, name, {
    subject: { type: Person, id: input.id },
    input,
    secret: true,
    run: async (work, person): Promise<Outcome> => {
      await verb(work, person)
      return { type: 'Person', id: person.id, details: { name: person.name } }
    },
  })
}

async function endAllSessions({ em, now }: Work, person: Person): Promise<void> {
  for (const session of await em.find(Session, { person, endedAt: null })) session.end(now)
}
