import { setTimeout as sleep } from 'node:timers/promises'
import { pipeline } from 'node:stream/promises'
import { type Request, Router } from 'express'
import { Bindings } from '../access/bindings.ts'
import { visible } from '../access/table.ts'
import type { ContextOf } from '../app.ts'
import type { Context } from '../graphql/context.ts'
import { uuidOf } from '../graphql/ids.ts'
import { isSameOrigin } from '../graphql/origin.ts'
import { Refusal } from '../refusal.ts'
import { upload } from './upload.ts'

/** What a browser may show by itself: our own re-made photos, and PDF in a box of its own. */
const SHOWN = ['image/jpeg', 'image/webp', 'application/pdf']
/** How long the rest of a refused upload is taken and thrown away, so that the sender reads why. */
const HEAR_OUT_MS = 10_000

/** POST /files takes one file of a multipart form, GET /files/:id gives it to whoever sees what it hangs on. */
export function files(contextOf: ContextOf): Router {
  const router = Router()
  router.post('/', async (request, response) => {
    try {
      // A form is the one thing that any page may send here with the visitor's cookie.
      if (!isSameOrigin(request)) throw new Refusal('FORBIDDEN')
      const made = await upload(await contextOf(request, response), request)
      response.status(201).json({ ...made, url: `/files/${made.id}` })
    } catch (error) {
      hearOut(request)
      response.set('Connection', 'close')
      throw error
    }
  })
  router.get('/:id', async (request, response) => {
    const context = await contextOf(request, response)
    const found = await find(context, request.params.id)
    response.set({
      'Content-Type': found.mediaType,
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
      // Whether one may see it is asked each time.
      'Cache-Control': 'private, no-cache',
      ETag: `"${found.sha256}"`,
    })
    response.attachment(found.name).type(found.mediaType)
    if (SHOWN.includes(found.mediaType) && request.query['download'] === undefined) response.set('Content-Disposition', String(response.get('Content-Disposition')).replace(/^attachment/, 'inline'))
    if (request.fresh) return void response.status(304).end()
    response.set('Content-Length', String(found.size))
    if (request.method === 'HEAD') return void response.end()
    await pipeline(context.files.get(found.sha256), response).catch((error: unknown) => {
      // Whoever goes away in the middle of it has done nothing wrong.
      if (!response.headersSent) throw error
    })
  })
  return router
}

interface Found extends Record<string, unknown> {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
}

async function find(context: Context, id: string): Promise<Found> {
  if (!context.actor.personId) throw new Refusal('UNAUTHENTICATED')
  const bindings = new Bindings(context.actor, context.now)
  const text = `select a.name, a.media_type as "mediaType", a.size, a.sha256 from attachments a where a.id = ${bindings.bind(uuidOf('Attachment', id), 'uuid')} and ${visible('Attachment')('a', bindings)}`
  const { rows } = await context.pool.query<Found>({ text, values: bindings.values })
  if (!rows[0]) throw new Refusal('NOT_FOUND', { type: 'Attachment' })
  return rows[0]
}

/** Takes what is still coming and throws it away, for a while. */
function hearOut(request: Request): void {
  request.unpipe()
  request.resume()
  void sleep(HEAR_OUT_MS, undefined, { ref: false }).then(() => request.complete || request.socket.destroy())
}
