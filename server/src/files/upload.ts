import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { Context } from '../graphql/context.ts'
import { globalId } from '../graphql/ids.ts'
import { Work, recorded } from '../operation.ts'
import { Refusal } from '../refusal.ts'
import { Attachment } from './attachment.ts'
import { extensionOf, mediaTypeOf } from './document.ts'
import { fileName } from './file-name.ts'
import { isPhoto, remakePhoto } from './photo.ts'
import { receiveFile } from './receive.ts'
import { lockBytes } from './sweep.ts'

/** Uploaded by one person and hanging on nothing yet. */
export const MOST_LOOSE = 60

export interface Uploaded {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly width: number | null
  readonly height: number | null
}

type Made = Omit<Uploaded, 'id'> & { readonly content: () => Readable }

/**
 * Takes in one file: a photo is made anew, a document looked into; what came over the line itself is kept by neither name nor trust.
 * @throws Refusal UNAUTHENTICATED, RATE_LIMITED beyond 60 files that hang on nothing, BODY_TOO_LARGE, BAD_INPUT, FILE_TYPE_REFUSED, FILE_TOO_LARGE, FILE_BROKEN
 */
export async function upload(context: Context, request: IncomingMessage): Promise<Uploaded> {
  await requireRoom(context)
  const path = await context.files.incoming()
  try {
    const given = await receiveFile(request, path)
    const made = await make(path, given)
    return await keep(context, made)
  } finally {
    await rm(path, { force: true })
  }
}

async function requireRoom({ actor, pool }: Context): Promise<void> {
  if (!actor.personId) throw new Refusal('UNAUTHENTICATED')
  const { rows } = await pool.query<{ loose: number }>({ text: 'select count(*)::int as loose from attachments where uploaded_by_id = $1::uuid and attached_at is null and removed_at is null', values: [actor.personId] })
  if ((rows[0]?.loose ?? 0) >= MOST_LOOSE) throw new Refusal('RATE_LIMITED', { seconds: 3600 })
}

async function make(path: string, given: string): Promise<Made> {
  const { size } = await stat(path)
  if (size === 0) throw new Refusal('FILE_BROKEN')
  const source = await mediaTypeOf(path, given)
  if (!isPhoto(source)) return { name: fileName(given, extensionOf(source)), mediaType: source, size, width: null, height: null, content: () => createReadStream(path) }
  const { content, mediaType, width, height } = await remakePhoto(path, source)
  return { name: fileName(given, extensionOf(mediaType)), mediaType, size: content.length, width, height, content: () => Readable.from([content]) }
}

/** The row first, then the bytes: whatever dies in between leaves a row that hangs on nothing, and the sweep takes what such a row names. */
async function keep(context: Context, { content, ...about }: Made): Promise<Uploaded> {
  const id = context.newId()
  const sha256 = await hashOf(content())
  await context.orm.em.fork().transactional((em) =>
    recorded(new Work(context, em), 'file.upload', async (work) => {
      await lockBytes(work, sha256)
      em.create(Attachment, { id, ...about, sha256, uploadedBy: work.me(), uploadedAt: work.now, attachedToType: null, attachedToId: null, attachedAt: null, parties: [], removedAt: null })
      return { type: 'Attachment', id, details: { mediaType: about.mediaType, size: about.size } }
    }))
  if ((await context.files.put(content())) !== sha256) throw new Error('the bytes changed while they were kept')
  return { id: globalId('Attachment', id), ...about }
}

async function hashOf(content: Readable): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of content as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest('hex')
}
