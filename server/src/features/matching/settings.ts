import type { GraphQLResolveInfo } from 'graphql'
import type { Weights } from '@red-alliance/shared/matching/types'
import type { Context } from '../../graphql/context.ts'
import { checked, line } from '../../input.ts'
import { operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { MatchingSettings } from './matching-settings.ts'
import { WEIGHTS } from './nearest-settings.ts'
import { rulesChanged } from './rules-changed.ts'

export interface Rules extends Weights {
  readonly streetAfterDays: number | null
  readonly districtAfterDays: number | null
  readonly reason: string
}

const whole = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most

/**
 * How a city or district matches from now on: runs read it at their beginning, what was matched by other weights below it is matched anew as a job,
 * and what it was before stays to be read.
 * @param rules points 0 to 1,000 (`nearMetres` 1 to 100,000), days 1 to 365 or null for never, the reason at most 300 characters
 * @throws Refusal BAD_INPUT with the fields that are not right; of anything else than a city or district `organizationId`
 */
export function setMatchingSettings(context: Context, info: GraphQLResolveInfo, { organizationId, rules }: { organizationId: string; rules: Rules }): Promise<unknown> {
  return operation(context, info, 'matching.set', {
    subject: { type: Organization, id: organizationId },
    input: { organizationId, ...rules },
    run: async (work, organization) => {
      if (!['CITY', 'DISTRICT'].includes(organization.kind)) throw new Refusal('BAD_INPUT', { fields: ['organizationId'] })
      const wrong = [
        ...WEIGHTS.filter((name) => (name === 'nearMetres' ? !whole(rules[name], 1, 100_000) : !whole(rules[name], 0, 1000))),
        ...(['streetAfterDays', 'districtAfterDays'] as const).filter((name) => rules[name] !== null && !whole(rules[name], 1, 365)),
      ]
      if (wrong.length > 0) throw new Refusal('BAD_INPUT', { fields: wrong })
      const weights = Object.fromEntries(WEIGHTS.map((name) => [name, rules[name]])) as unknown as Weights
      const { streetAfterDays, districtAfterDays } = rules
      const reason = checked(line(300), rules.reason)
      const settings = work.em.create(MatchingSettings, { id: work.newId(), organization, ...weights, streetAfterDays, districtAfterDays, reason, setBy: work.me(), setAt: work.now })
      await context.jobs.sendOn(work.db, rulesChanged, { organizationId: organization.id, at: work.now.toISOString() }, { singletonKey: organization.id })
      return { type: 'MatchingSettings', id: settings.id, organizationId: organization.id, parties: [organization.id], details: { ...weights, streetAfterDays, districtAfterDays, reason } }
    },
  })
}
