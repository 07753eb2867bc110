import type { ApolloServer } from '@apollo/server'
import { Router } from 'express'
import ical from 'ical-generator'
import qrcode from 'qrcode'
import type { ContextOf } from '../../app.ts'
import { minutesPdf } from '../../documents/minutes-pdf.ts'
import type { Context } from '../../graphql/context.ts'
import { uuidOf } from '../../graphql/ids.ts'
import { originOf } from '../../graphql/origin.ts'
import { Refusal } from '../../refusal.ts'
import { minutesFileName } from '../../texts/meeting-texts.ts'
import type { MinutesDocument } from '../../texts/minutes/document.ts'
import { minutesDocx } from '../../texts/minutes/docx.ts'
import { JointMeeting } from './meeting.ts'
import { minutesDocument } from './minutes-document.ts'

const MEETING = `query ($id: ID!) { node(id: $id) { ... on JointMeeting { title startsAt endsAt place version stage viewerMayWrite checkInCode convener { name } agenda(first: 50) { nodes { title } } minutes(first: 20) { nodes { edition stage document } } } } }`

interface SeenMeeting {
  readonly title: string
  readonly startsAt: string
  readonly endsAt: string
  readonly place: string
  readonly version: number
  readonly stage: string
  readonly viewerMayWrite: boolean
  readonly checkInCode: string | null
  readonly convener: { readonly name: string }
  readonly agenda: { readonly nodes: readonly { readonly title: string }[] }
  readonly minutes: { readonly nodes: readonly { readonly edition: number; readonly stage: string; readonly document: MinutesDocument | null }[] }
}

/**
 * GET /meetings/:id/minutes.docx and .pdf: what was issued (`?edition=` an earlier one), or the draft for who may write or comment on it;
 * GET /meetings/:id/calendar.ics: the date for a calendar. Everything is read with the viewer's own eyes.
 */
export function exportMeetings(apollo: ApolloServer<Context>, contextOf: ContextOf, secure: boolean): Router {
  const router = Router()
  router.get('/:id/minutes.docx', async (request, response) => {
    const { document, name } = await minutesFor(apollo, await contextOf(request, response), request.params.id, request.query['edition'])
    response.attachment(`${name}.docx`).type('application/vnd.openxmlformats-officedocument.wordprocessingml.document').send(await minutesDocx(document))
  })
  router.get('/:id/minutes.pdf', async (request, response) => {
    const { document, name } = await minutesFor(apollo, await contextOf(request, response), request.params.id, request.query['edition'])
    response.attachment(`${name}.pdf`).type('application/pdf').send(await minutesPdf(document))
  })
  router.get('/:id/check-in.svg', async (request, response) => {
    const { checkInCode } = await see(apollo, await contextOf(request, response), request.params.id)
    if (!checkInCode) throw new Refusal('NOT_FOUND')
    const address = `${originOf(request, secure)}/meetings/${request.params.id}?code=${checkInCode}`
    response.type('image/svg+xml').send(await qrcode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }))
  })
  router.get('/:id/calendar.ics', async (request, response) => {
    const { title, startsAt, endsAt, place, version, stage, convener, agenda } = await see(apollo, await contextOf(request, response), request.params.id)
    if (stage === 'PLANNED' || stage === 'CANCELLED') throw new Refusal('WRONG_STATUS', { status: stage })
    const calendar = ical({ name: convener.name, prodId: '//red-alliance//meetings//ZH' })
    calendar.createEvent({ id: request.params.id, start: new Date(startsAt), end: new Date(endsAt), summary: title, location: place, sequence: version, description: agenda.nodes.map((item, index) => `${index + 1}. ${item.title}`).join('\n') })
    response.attachment('meeting.ics').type('text/calendar').send(calendar.toString())
  })
  return router
}

async function see(apollo: ApolloServer<Context>, contextValue: Context, id: string): Promise<SeenMeeting> {
  if (!contextValue.actor.personId) throw new Refusal('UNAUTHENTICATED')
  const { body } = await apollo.executeOperation<{ node: SeenMeeting | null }>({ query: MEETING, variables: { id } }, { contextValue })
  const node = body.kind === 'single' ? body.singleResult.data?.node : null
  if (!node?.title) throw new Refusal('NOT_FOUND')
  return node
}

async function minutesFor(apollo: ApolloServer<Context>, context: Context, id: string, edition: unknown): Promise<{ document: MinutesDocument; name: string }> {
  const { title, startsAt, stage, viewerMayWrite, minutes } = await see(apollo, context, id)
  const name = minutesFileName(title, startsAt)
  const wanted = edition === undefined ? minutes.nodes[0] : minutes.nodes.find((each) => String(each.edition) === edition)
  if (wanted?.document) return { document: wanted.document, name }
  if (edition !== undefined || stage !== 'HELD' || !(viewerMayWrite || wanted)) throw new Refusal('NOT_FOUND')
  const em = context.orm.em.fork()
  return { document: await minutesDocument(em, await em.findOneOrFail(JointMeeting, uuidOf('JointMeeting', id)), null), name }
}
