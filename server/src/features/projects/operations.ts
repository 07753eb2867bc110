import type { GraphQLResolveInfo } from 'graphql'
import type { Side } from '@red-alliance/shared/glossary'
import { attachFiles } from '../../files/attach.ts'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { checked, line, text } from '../../input.ts'
import { type Outcome, type Work, operation } from '../../operation.ts'
import { DECIDING, notify } from '../../notices/notify.ts'
import type { ProxyInput } from '../lists/entry.graphql.ts'
import { lockEntries } from '../lists/entry-locks.ts'
import { recordProxy } from '../lists/proxy.ts'
import { touchMatching } from '../lists/touch.ts'
import { Project } from './project.ts'

/** The receiving side says that it got what was promised. What is still booked becomes free again; a stock that was given stays given. */
export function completeProject(context: Context, info: GraphQLResolveInfo, input: { id: string; note?: string; fileIds?: readonly string[] | null; proxy?: ProxyInput }): Promise<unknown> {
  const { id, fileIds, proxy } = input
  const note = checked(text(500).nullish(), input.note) || null
  return operation(context, info, 'project.complete', {
    subject: { type: Project, id },
    question: { proxy: Boolean(proxy) },
    input,
    before: lockBoth(id),
    run: async (work, project) => {
      if (proxy) await recordProxy(work, 'project.complete', { id: project.id, side: 'NEED', organization: project.needOwner }, proxy)
      project.complete(note, work.now)
      await attachFiles(work, fileIds ?? [], { type: 'Project', id: project.id })
      await release(work, project)
      await tellOtherSide(work, project, 'NEED', 'PROJECT_COMPLETED')
      return outcome(project, 'NEED', { note })
    },
  })
}

/** Either side ends it early with a reason. What it took comes back, and the need is open again. */
export function endProject(context: Context, info: GraphQLResolveInfo, input: { id: string; reason: string }): Promise<unknown> {
  const reason = checked(line(300), input.reason)
  return operation(context, info, 'project.end', {
    subject: { type: Project, id: input.id },
    input,
    before: lockBoth(input.id),
    run: async (work, project) => {
      const side: Side = context.actor.roles.some(({ role, organizationId }) => organizationId === project.needOwner.id && (role === 'SECRETARY' || role === 'LIAISON')) ? 'NEED' : 'RESOURCE'
      await end(work, project, side, reason)
      return outcome(project, side, { side, reason })
    },
  })
}

const lockBoth = (id: string) => (work: Work): Promise<void> => lockEntries(work, 'select need_id, resource_id from projects where id = $1::uuid', [uuidOf('Project', id)])

export async function end(work: Work, project: Project, side: Side, reason: string): Promise<void> {
  project.end(side, reason, work.now)
  await release(work, project)
  await touchMatching(work, 'ENDED', { needIds: [project.need.id], resourceIds: [project.resource.id] })
  await tellOtherSide(work, project, side, 'PROJECT_ENDED')
}

function tellOtherSide(work: Work, project: Project, side: Side, kind: 'PROJECT_COMPLETED' | 'PROJECT_ENDED'): Promise<void> {
  const other = project.ownerOf(side === 'NEED' ? 'RESOURCE' : 'NEED')
  return notify(work, { organizationIds: [other.id], roles: DECIDING }, kind, { type: 'Project', id: project.id }, { title: project.title })
}

/** Nights that are over were used, which their time says: counted on, they would keep the resource taken for good. */
async function release({ em, db, now }: Work, { id }: Project): Promise<void> {
  await em.flush()
  await db.query({ text: 'update bookings set released_at = $2::timestamptz where project_id = $1::uuid and released_at is null', values: [id, now.toISOString()] })
}

function outcome(project: Project, side: Side, details: Record<string, unknown>): Outcome {
  return { type: 'Project', id: project.id, organizationId: project.ownerOf(side).id, parties: [project.needOwner.id, project.resourceOwner.id], details: { title: project.title, ...details } }
}
