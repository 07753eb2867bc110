import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../../graphql/context.ts'
import { operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { Activity } from './activity.ts'
import { UnitParticipation } from './participation.ts'

/**
 * A unit took part in what the community or the street organized. What a unit organizes counts for itself without being written down.
 * @throws Refusal PARTICIPATED_ALREADY; BAD_INPUT for what is no unit, or the organizer itself; WRONG_STATUS before it begins
 */
export function recordUnitParticipation(context: Context, info: GraphQLResolveInfo, input: { activityId: string; unitId: string }): Promise<unknown> {
  return operation(context, info, 'participation.record', {
    subject: { type: Activity, id: input.activityId },
    input,
    run: async (work, activity) => {
      activity.requireBegun(work.now)
      const unit = await work.find(Organization, input.unitId)
      if (unit.kind !== 'UNIT' || unit.id === activity.organizer.id) throw new Refusal('BAD_INPUT', { fields: ['unitId'] })
      const participation = work.em.create(UnitParticipation, { id: work.newId(), activity, unit, recordedBy: work.me(), createdAt: work.now })
      return { type: 'UnitParticipation', id: participation.id, organizationId: activity.organizer.id, parties: [activity.organizer.id, unit.id], details: { title: activity.title } }
    },
  })
}
