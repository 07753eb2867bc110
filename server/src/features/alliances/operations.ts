import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../../graphql/context.ts'
import { operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Alliance, AllianceMember } from './alliance.ts'

/**
 * A unit joins with the day on which it signed the co-construction agreement.
 * @throws Refusal MEMBER_ALREADY; BAD_INPUT for what is no unit or a day to come
 */
export function admitAllianceMember(context: Context, info: GraphQLResolveInfo, input: { allianceId: string; organizationId: string; signedOn: string }): Promise<unknown> {
  return operation(context, info, 'alliance.admitMember', {
    subject: { type: Alliance, id: input.allianceId },
    input,
    run: async (work, alliance) => {
      const organization = await work.load(Organization, input.organizationId)
      if (organization.kind !== 'UNIT') throw new Refusal('BAD_INPUT', { fields: ['organizationId'] })
      if (input.signedOn > work.today) throw new Refusal('BAD_INPUT', { fields: ['signedOn'] })
      const member = work.em.create(AllianceMember, { id: work.newId(), alliance, organization, signedOn: input.signedOn, leftOn: null })
      return { type: 'AllianceMember', id: member.id, organizationId: alliance.convener.id, parties: [alliance.convener.id, organization.id], details: { signedOn: input.signedOn } }
    },
  })
}

/** The unit leaves today; what it confirmed before goes on. */
export function endAllianceMembership(context: Context, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  return operation(context, info, 'alliance.endMembership', {
    subject: { type: AllianceMember, id },
    input: { id },
    run: async ({ today, em }, member) => {
      if (member.leftOn) throw new Refusal('WRONG_STATUS', { status: member.leftOn })
      member.leave(today)
      const alliance = await em.findOneOrFail(Alliance, member.alliance.id)
      return { type: 'AllianceMember', id: member.id, organizationId: alliance.convener.id, parties: [alliance.convener.id, member.organization.id] }
    },
  })
}
