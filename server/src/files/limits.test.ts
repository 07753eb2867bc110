import { stat } from 'node:fs/promises'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Story, openStory } from '../../../test/harness/story.ts'
import { PDF } from './testing/samples.ts'
import { keptBy, send } from './testing/uploads.ts'
import { MOST_LOOSE } from './upload.ts'

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => {
  expect(story.faults).toEqual([])
  await story.close()
})

describe('what is too much', () => {
  /** Sends zeros until it is told to stop. */
  function flood(megabytes: number, withLength: boolean): Promise<{ status: number; sent: number }> {
    return new Promise((resolve, reject) => {
      void story.as('王磊').then(({ cookie }) => {
        const total = megabytes * 1024 * 1024
        let sent = 0
        const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        const sending = request(`${story.url}/files`, { method: 'POST', headers: { cookie, 'content-type': 'multipart/form-data; boundary=x', ...(withLength && { 'content-length': String(total + head.length) }) } }, (response) => {
          resolve({ status: response.statusCode ?? 0, sent })
          response.resume()
          sending.destroy()
        })
        sending.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? undefined : reject(error)))
        sending.write(head)
        const chunk = Buffer.alloc(256 * 1024, 'a')
        const more = (): void => {
          while (sent < total && !sending.destroyed) {
            sent += chunk.length
            if (!sending.write(chunk)) return void sending.once('drain', more)
          }
        }
        more()
      })
    })
  }

  test.each([[true], [false]])('200 MB are refused while they come, with a length told beforehand: %s', async (withLength) => {
    let largest = 0
    const watching = setInterval(() => void keptBy(story).then(async (paths) => {
      for (const path of paths.filter((each) => each.includes('incoming'))) largest = Math.max(largest, (await stat(path).catch(() => ({ size: 0 }))).size)
    }), 5)
    const before = process.memoryUsage().rss
    const { status, sent } = await flood(200, withLength)
    clearInterval(watching)
    expect(status).toBe(413)
    expect(sent).toBeLessThan(120 * 1024 * 1024)
    expect(largest).toBeLessThanOrEqual(20 * 1024 * 1024)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
    expect((await keptBy(story)).filter((path) => path.includes('incoming'))).toEqual([])
  })

  test('who hangs up in the middle leaves nothing behind', async () => {
    const { cookie } = await story.as('王磊')
    const sending = request(`${story.url}/files`, { method: 'POST', headers: { cookie, 'content-type': 'multipart/form-data; boundary=x', 'content-length': '5000000' } })
    sending.on('error', () => undefined)
    sending.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n')
    sending.write(Buffer.alloc(1_000_000, 'a'))
    const incoming = async (): Promise<number> => (await keptBy(story)).filter((path) => path.includes('incoming')).length
    for (let tries = 0; tries < 100 && (await incoming()) === 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await incoming()).toBe(1)
    sending.destroy()
    for (let tries = 0; tries < 100 && (await incoming()) > 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await incoming()).toBe(0)
  })

  test('a form without a file, or none at all', async () => {
    const { cookie } = await story.as('王磊')
    const post = (body: BodyInit, headers: Record<string, string> = {}): Promise<Response> => fetch(`${story.url}/files`, { method: 'POST', body, headers: { cookie, ...headers } })
    const empty = new FormData()
    empty.append('words', 'x')
    expect((await post(empty)).status).toBe(400)
    expect((await post('{}', { 'content-type': 'application/json' })).status).toBe(400)
    expect((await post('--x', { 'content-type': 'multipart/form-data' })).status).toBe(400)
    expect((await post('--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(400)
  })

  test('uploading without end', async () => {
    await story.sql(`insert into attachments (id, sha256, name, media_type, size, uploaded_by_id, uploaded_at) select gen_random_uuid(), repeat('a', 64), 'x.txt', 'text/plain', 1, p.id, $2 from people p, generate_series(1, $1) where name = '韩雪'`, [MOST_LOOSE, story.clock.now])
    expect(await send(story, '韩雪', PDF, 'a.pdf')).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
  })
})
