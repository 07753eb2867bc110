import { createWriteStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import { Refusal } from '../refusal.ts'

export const LARGEST_FILE = 20 * 1024 * 1024
/** What a form adds to its file. */
const FORM = 64 * 1024

const tooLarge = (): Refusal => new Refusal('BODY_TOO_LARGE', { most: `${LARGEST_FILE / 1024 / 1024} MB` })

/**
 * Writes the one file of a multipart form to `path`, and stops as soon as it is too large.
 * @returns the name it was sent under
 * @throws Refusal BODY_TOO_LARGE beyond 20 MB, BAD_INPUT for what is no form with one file
 */
export async function receiveFile(request: IncomingMessage, path: string): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_FILE + FORM) throw tooLarge()
  return new Promise<string>((resolve, reject) => {
    let arriving: Readable | null = null
    let written: Promise<string> | null = null
    // Nothing is refused before what was being written is closed: whoever asked removes it next.
    const fail = (error: unknown): void => {
      request.unpipe()
      arriving?.destroy()
      void Promise.resolve(written).then(
        () => reject(error instanceof Refusal ? error : new Refusal('BAD_INPUT')),
        () => reject(error instanceof Refusal ? error : new Refusal('BAD_INPUT')),
      )
    }
    try {
      const form = busboy({ headers: request.headers, defParamCharset: 'utf8', limits: { files: 1, fields: 5, parts: 6, fieldSize: 1024, fileSize: LARGEST_FILE, headerPairs: 20 } })
      form.on('file', (_field, content, { filename }) => {
        arriving = content
        content.on('limit', () => fail(tooLarge()))
        written = write(content, path).then(() => filename ?? '')
        written.catch(fail)
      })
      form.on('error', fail)
      form.on('close', () => (written ? void written.then(resolve, fail) : fail(null)))
      request.on('aborted', () => fail(null))
      request.on('error', fail)
      request.pipe(form)
    } catch (error) {
      fail(error)
    }
  })
}

function write(content: Readable, path: string): Promise<void> {
  return pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
}
