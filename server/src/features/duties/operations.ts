import type { GraphQLResolveInfo } from 'graphql'
import type { VolunteerField } from '@red-alliance/shared/glossary'
import { normalize, type WeeklyWindows } from '@red-alliance/shared/weekly-windows'
import type { Context } from '../../graphql/context.ts'
import { checked, line } from '../../input.ts'
import { notify } from '../../notices/notify.ts'
import { operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import { DutySetting } from './duty-setting.ts'
import { readEvidence } from './evidence.ts'
import { Recognition } from './recognition.ts'
import { ServiceProfile } from './service-profile.ts'

/**
 * What a city or district asks of a member and of a unit in a year; setting it again replaces it.
 * @param memberMinutes 0 to 60,000
 * @param unitActivities 0 to 400
 * @throws Refusal BAD_INPUT
 */
export function setDuty(context: Context, info: GraphQLResolveInfo, input: { organizationId: string; year: number; memberMinutes: number; unitActivities: number }): Promise<unknown> {
  return operation(context, info, 'duty.set', {
    subject: { type: Organization, id: input.organizationId },
    input,
    run: async (work, organization) => {
      const inRange = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most
      if (!['CITY', 'DISTRICT'].includes(organization.kind)) throw new Refusal('BAD_INPUT', { fields: ['organizationId'] })
      if (!Number.isInteger(input.year) || input.year < 2020 || input.year > 2100) throw new Refusal('BAD_INPUT', { fields: ['year'] })
      if (!inRange(input.memberMinutes, 60_000) || !inRange(input.unitActivities, 400)) throw new Refusal('BAD_INPUT', { fields: ['memberMinutes', 'unitActivities'] })
      const { em, now } = work
      const { year, memberMinutes, unitActivities } = input
      // The organization is locked: two at the same instant set one after the other.
      const known = await em.findOne(DutySetting, { organization, year })
      const setting = known ?? em.create(DutySetting, { id: work.newId(), organization, year, memberMinutes, unitActivities, setBy: work.me(), setAt: now })
      setting.set({ memberMinutes, unitActivities }, work.me(), now)
      return { type: 'DutySetting', id: setting.id, organizationId: organization.id, parties: [organization.id] }
    },
  })
}

/**
 * In which fields and at which hours of the week one likes to help; used for offers, seen by nobody else.
 * @param fields none: any
 * @param windows null: at any time
 * @throws Refusal BAD_INPUT
 */
export function setServiceProfile(context: Context, info: GraphQLResolveInfo, input: { fields: VolunteerField[]; windows: WeeklyWindows | null }): Promise<unknown> {
  return operation(context, info, 'profile.set', {
    input,
    run: async (work) => {
      const { em, now, db } = work
      const person = work.me()
      const windows = input.windows === null ? null : windowsOf(input.windows)
      // Two phones at the same instant write one row.
      await db.query({ text: 'select 1 from people where id = $1::uuid for no key update', values: [person.id] })
      const fields = [...new Set(input.fields)]
      const known = await em.findOne(ServiceProfile, { person })
      const profile = known ?? em.create(ServiceProfile, { id: work.newId(), person, fields, windows, updatedAt: now })
      profile.wish(fields, windows, now)
      return { type: 'ServiceProfile', id: profile.id, details: {} }
    },
  })
}

function windowsOf(given: WeeklyWindows): WeeklyWindows {
  const isSpan = ({ start, end }: WeeklyWindows[number]): boolean => Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end <= 10_080 && start < end
  if (given.length === 0 || given.length > 100 || !given.every(isSpan)) throw new Refusal('BAD_INPUT', { fields: ['windows'] })
  return normalize(given)
}

/**
 * The community's or street's decision that a unit did well in a year; what speaks for it is kept with the decision.
 * @throws Refusal RECOGNIZED_ALREADY (the database's), NOT_FOUND for a unit whose evidence the actor does not see, BAD_INPUT
 */
export function recognizeUnit(context: Context, info: GraphQLResolveInfo, input: { communityId: string; unitId: string; year: number; words: string }): Promise<unknown> {
  const words = checked(line(500), input.words)
  return operation(context, info, 'unit.recognize', {
    subject: { type: Organization, id: input.communityId },
    input,
    run: async (work, community) => {
      const unit = await work.find(Organization, input.unitId)
      const { year } = input
      const evidence = await readEvidence(context, input.unitId, year, work.db)
      if (year > Number(work.today.slice(0, 4))) throw new Refusal('BAD_INPUT', { fields: ['year'] })
      const recognition = work.em.create(Recognition, { id: work.newId(), unit, community, year, words, evidence, decidedBy: work.me(), decidedAt: work.now })
      await work.em.flush()
      await notify(work, { organizationIds: [unit.id], roles: ['LIAISON'] }, 'UNIT_RECOGNIZED', { type: 'Organization', id: unit.id }, { place: community.name, unit: unit.name, year })
      return { type: 'Recognition', id: recognition.id, organizationId: community.id, parties: [community.id, unit.id], details: { year, unit: unit.name } }
    },
  })
}
