import { isDeepStrictEqual } from 'node:util'
import { checked, line, text } from '../../input.ts'
import type { Work } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import type { AdultInChargeInput } from './activity.graphql.ts'
import { type Activity, AdultInCharge } from './activity.ts'

const MOST_ADULTS = 20

/**
 * Names all who are in charge; who is no longer named is removed.
 * @throws Refusal BAD_INPUT for more than 20, or vetted on a day to come
 */
export async function nameAdults(work: Work, activity: Activity, adults: readonly AdultInChargeInput[]): Promise<void> {
  const { em, now, newId, today } = work
  if (adults.length > MOST_ADULTS) throw new Refusal('BAD_INPUT', { fields: ['adults'], most: MOST_ADULTS })
  const earlier = await em.find(AdultInCharge, { activity, removedAt: null })
  const kept = new Set<AdultInCharge>()
  for (const input of adults) {
    if (input.vettedOn > today) throw new Refusal('BAD_INPUT', { fields: ['adults.vettedOn'] })
    const vettedBy = await work.find(Organization, input.vettedById)
    const values = { name: checked(line(40), input.name), role: checked(text(40).nullish(), input.role) ?? '', vettedOn: input.vettedOn }
    const same = earlier.find(({ name, role, vettedOn, vettedBy: by }) => isDeepStrictEqual({ name, role, vettedOn, by: by.id }, { ...values, by: vettedBy.id }))
    if (same) kept.add(same)
    else em.create(AdultInCharge, { id: newId(), activity, vettedBy, ...values, createdAt: now, removedAt: null })
  }
  // First who comes, then who goes: at no moment is nobody with the children.
  await em.flush()
  for (const adult of earlier) if (!kept.has(adult)) adult.remove(now)
}
