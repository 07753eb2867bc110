import type { GraphQLResolveInfo } from 'graphql'
import { z } from 'zod'
import type { Context } from '../../graphql/context.ts'
import { checked, line, text } from '../../input.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization } from '../organizations/organization.ts'
import type { ActivityInput } from './activity.graphql.ts'
import { Activity } from './activity.ts'
import { layOut, requireSessions } from './lay-out.ts'
import { nameAdults } from './adults.ts'

const words = z.object({ title: line(60), description: text(4000).nullish(), place: text(80).nullish(), skills: text(200).nullish(), speaker: text(40).nullish(), theme: text(80).nullish() })

/**
 * Keeps a draft with its sessions, places and adults; what it uses is taken at once.
 * @throws Refusal BAD_INPUT, PAIR_UNSUITABLE, RESOURCE_OVERBOOKED
 */
export function draftActivity(context: Context, info: GraphQLResolveInfo, input: ActivityInput): Promise<unknown> {
  return operation(context, info, 'activity.draft', {
    subject: { type: Organization, id: input.organizerId },
    input,
    run: async (work, organizer) => activityOutcome(await newActivity(work, organizer, input), {}),
  })
}

/** A draft in the transaction at hand; the caller has asked whether the actor may. */
export async function newActivity(work: Work, organizer: Organization, input: ActivityInput): Promise<Activity> {
  const { em, now, newId } = work
  // A supervisor's office organizes nothing here, and a unit's hours are confirmed where it stands.
  if (!['COMMUNITY', 'STREET', 'UNIT'].includes(organizer.kind)) throw new Refusal('BAD_INPUT', { fields: ['organizerId'] })
  const community = organizer.kind === 'UNIT' ? await em.findOneOrFail(Organization, organizer.parent!.id) : organizer
  const { sessions, roles } = input
  if (!sessions || !roles) throw new Refusal('BAD_INPUT', { fields: [sessions ? 'roles' : 'sessions'] })
  const span = requireSessions(sessions)
  const activity = em.create(Activity, {
    id: newId(), organizer, community, ...columns(input), ...span, listeners: null, stage: 'DRAFT', publishedAt: null, cancelReason: null, createdAt: now, updatedAt: now, version: 1,
  })
  await em.flush()
  await layOut(work, activity, sessions, roles)
  await nameAdults(work, activity, input.adults ?? [])
  await em.flush()
  return activity
}

/**
 * A draft in everything. What is published keeps its kind, its times and its places: people have signed up for them.
 * @throws Refusal STALE_VERSION when somebody else changed it since; ADULTS_MISSING when nobody would be left with the children
 */
export function reviseActivity(context: Context, info: GraphQLResolveInfo, asked: { id: string; version: number; input: ActivityInput }): Promise<unknown> {
  const { input } = asked
  return operation(context, info, 'activity.revise', {
    subject: { type: Activity, id: asked.id },
    input: asked,
    run: async (work, activity) => {
      activity.requireStage('DRAFT', 'PUBLISHED')
      activity.requireVersion(asked.version)
      const values = columns(input)
      if (activity.stage === 'PUBLISHED') requireSame(activity, input, values)
      work.em.assign(activity, values)
      if (activity.stage === 'DRAFT') {
        const { sessions, roles } = input
        if (!sessions || !roles) throw new Refusal('BAD_INPUT', { fields: [sessions ? 'roles' : 'sessions'] })
        work.em.assign(activity, requireSessions(sessions))
        await layOut(work, activity, sessions, roles)
      }
      activity.touch(work.now)
      await nameAdults(work, activity, input.adults ?? [])
      return activityOutcome(activity, {})
    },
  })
}

type Columns = Pick<Activity, 'kind' | 'field' | 'subject' | 'title' | 'description' | 'place' | 'skills' | 'forChildren' | 'needsApproval' | 'wholeTerm' | 'speaker' | 'theme'>

function columns(input: ActivityInput): Columns {
  const { title, description, place, skills, speaker, theme } = checked(words, input)
  const serves = input.kind === 'VOLUNTEER_SERVICE' || (input.roles ?? []).some((role) => role.serves)
  if (serves && !input.field) throw new Refusal('BAD_INPUT', { fields: ['field'] })
  if ((input.kind === 'COURSE') !== Boolean(input.subject)) throw new Refusal('BAD_INPUT', { fields: ['subject'] })
  return {
    kind: input.kind, field: input.field ?? null, subject: input.subject ?? null, title, description: description ?? '', place: place ?? '', skills: skills ?? '',
    forChildren: input.forChildren ?? false, needsApproval: input.needsApproval ?? false, wholeTerm: input.wholeTerm ?? false, speaker: speaker ?? '', theme: theme ?? '',
  }
}

const KEPT = ['kind', 'field', 'subject', 'forChildren', 'needsApproval', 'wholeTerm'] as const

function requireSame(activity: Activity, input: ActivityInput, values: Columns): void {
  const changed = [...KEPT.filter((key) => values[key] !== activity[key]), ...(['sessions', 'roles'] as const).filter((key) => input[key])]
  if (changed.length > 0) throw new Refusal('BAD_INPUT', { fields: changed })
  if (activity.forChildren && (input.adults ?? []).length === 0) throw new Refusal('ADULTS_MISSING')
}

export function activityOutcome(activity: Activity, details: Record<string, unknown>): Outcome {
  return { type: 'Activity', id: activity.id, organizationId: activity.organizer.id, parties: [activity.organizer.id], details: { title: activity.title, ...details } }
}
