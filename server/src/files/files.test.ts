import { createHash } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import sharp from 'sharp'
import { type Story, id, openStory } from '../../../test/harness/story.ts'
import { sweepFiles } from './sweep.ts'
import { PDF, imageBomb, lyingOffice, office, photoWithPlace, sharedBytes } from './testing/samples.ts'
import { type Uploaded, keptBy, send as sendAs } from './testing/uploads.ts'

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(() => story.close())

const send = (who: string | null, content: Buffer, name: string, headers?: Record<string, string>): ReturnType<typeof sendAs> => sendAs(story, who, content, name, headers)

async function get(who: string | null, url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${story.url}${url}`, { headers: { ...(who && { cookie: (await story.as(who)).cookie }), ...headers } })
}

const kept = (): Promise<string[]> => keptBy(story)

describe('a photo', () => {
  test('comes back upright and without where, when and with what it was taken', async () => {
    const taken = await photoWithPlace()
    expect((await sharp(taken).metadata()).exif?.toString('latin1')).toContain('Phone')
    const { status, file } = await send('王磊', taken, '车库入口.jpeg')
    expect({ status, ...file, id: '', url: '', size: 0 }).toEqual({ status: 201, id: '', url: '', size: 0, name: '车库入口.jpg', mediaType: 'image/jpeg', width: 600, height: 800 })
    const response = await get('王磊', file.url)
    const content = Buffer.from(await response.arrayBuffer())
    const { exif, xmp, iptc, orientation, width, height } = await sharp(content).metadata()
    expect({ exif, xmp, iptc, orientation, width, height }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, orientation: undefined, width: 600, height: 800 })
    expect(content.length).toBe(file.size)
    expect(response.headers.get('content-disposition')).toMatch(/^inline/)
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('is made smaller where it is large; a picture of a screen becomes WebP', async () => {
    const screen = await sharp({ create: { width: 4000, height: 1000, channels: 4, background: '#123456' } }).png().toBuffer()
    const { file } = await send('王磊', screen, 'screen.png')
    expect(file).toMatchObject({ name: 'screen.webp', mediaType: 'image/webp', width: 2560, height: 640 })
  })

  test('that unfolds beyond any camera is refused, one that breaks off too', async () => {
    const bomb = await imageBomb()
    expect(bomb.length).toBeLessThan(150_000)
    expect(await send('王磊', bomb, 'a.png')).toMatchObject({ status: 400, code: 'FILE_TOO_LARGE' })
    const photo = await photoWithPlace(2000, 2000)
    expect(await send('王磊', photo.subarray(0, photo.length / 2), 'a.jpg')).toMatchObject({ code: 'FILE_BROKEN' })
  })
})

describe('a document', () => {
  test.each([
    ['docx', () => office('docx'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['xlsx', () => office('xlsx'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['pptx', () => office('pptx'), 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['pdf', async () => PDF, 'application/pdf'],
    ['txt', async () => Buffer.from('会议材料\n第一项\n'), 'text/plain'],
  ])('%s is known by its content and comes back as it was', async (extension, make, mediaType) => {
    const content = await make()
    const { file } = await send('王磊', content, `材料.${extension === 'txt' ? 'txt' : 'exe'}`)
    expect(file).toMatchObject({ name: `材料.${extension}`, mediaType })
    const response = await get('王磊', file.url)
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true)
    expect(response.headers.get('content-type')).toContain(mediaType)
    expect(response.headers.get('content-disposition')).toMatch(extension === 'pdf' ? /^inline/ : /^attachment/)
    expect((await get('王磊', `${file.url}?download`)).headers.get('content-disposition')).toMatch(/^attachment/)
  })

  test.each([
    ['a page called a photo', () => Buffer.from('<html><script>alert(1)</script></html>'), 'photo.jpg', 'FILE_TYPE_REFUSED'],
    ['a drawing with a script', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'a.svg', 'FILE_TYPE_REFUSED'],
    ['a program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(400)]), 'a.pdf', 'FILE_TYPE_REFUSED'],
    ['bytes called text', () => Buffer.from([0, 1, 2, 3]), 'a.txt', 'FILE_TYPE_REFUSED'],
    ['a film', () => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(100)]), 'a.mp4', 'FILE_TYPE_REFUSED'],
    ['an archive that is no document', async () => office('docx').then((file) => file.subarray(0, -4)), 'a.docx', 'FILE_BROKEN'],
    ['a document with macros', () => office('docx', { 'word/vbaProject.bin': 'x' }), 'a.docx', 'FILE_TYPE_REFUSED'],
    ['a PDF that breaks off', () => PDF.subarray(0, 30), 'a.pdf', 'FILE_BROKEN'],
    ['nothing', () => Buffer.alloc(0), 'a.txt', 'FILE_BROKEN'],
    ['a bomb that says its size', () => office('xlsx', { 'xl/big.xml': Buffer.alloc(210 * 1024 * 1024) }), 'a.xlsx', 'FILE_TOO_LARGE'],
    ['a bomb that denies it', () => lyingOffice(30 * 1024 * 1024, 1000), 'a.docx', 'FILE_BROKEN'],
    ['a bomb whose parts share their bytes', () => sharedBytes(100), 'a.docx', 'FILE_BROKEN'],
  ])('%s is refused', async (_what, make, name, code) => {
    expect(await send('王磊', await make(), name)).toMatchObject({ code })
  })

  test('of what is refused nothing is left', async () => {
    expect((await kept()).filter((path) => path.includes('incoming'))).toEqual([])
  })
})

describe('names', () => {
  test.each([
    ['../../../etc/passwd.txt', 'passwd.txt'],
    ['..\\..\\boot.ini.txt', 'boot.ini.txt'],
    ['/absolute.txt', 'absolute.txt'],
    ['.txt', 'file.txt'],
    ['a\u202egpj.txt', 'agpj.txt'],
    ['<img src=x>.txt', '_img src=x_.txt'],
    [`${'长'.repeat(300)}.txt`, `${'长'.repeat(100)}.txt`],
  ])('%s', async (given, name) => {
    const { file } = await send('王磊', Buffer.from('text'), given)
    expect(file.name).toBe(name)
  })

  test('no address leads anywhere else', async () => {
    for (const path of ['/files/..%2f..%2fetc%2fpasswd', '/files/%00', `/files/${id('Person', '19900000001')}`, '/files/constructor', '/files/incoming']) expect((await get('王磊', path)).status).toBe(404)
  })
})

describe('who may', () => {
  test('nobody without a session, nobody from another page', async () => {
    expect(await send(null, PDF, 'a.pdf')).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
    expect(await send('王磊', PDF, 'a.pdf', { origin: 'https://evil.example' })).toMatchObject({ status: 403, code: 'FORBIDDEN' })
  })

  test('what hangs on nothing is its uploader’s alone; what hangs on a project is for whoever sees the project', async () => {
    const { file } = await send('孙晓梅', await photoWithPlace(), '兑现.jpg')
    const hidden = async (who: string | null): Promise<number> => (await get(who, file.url)).status
    expect([await hidden('孙晓梅'), await hidden('赵立新'), await hidden('马建国'), await hidden('王磊'), await hidden(null)]).toEqual([200, 404, 404, 404, 401])

    const project = await projectOf('青园街道', '怡园大厦物业')
    const COMPLETE = 'mutation ($id: ID!, $fileIds: [ID!]) { completeProject(id: $id, fileIds: $fileIds) { attachments { nodes { id name url mediaType size width } } } }'
    const secretary = await story.as('赵立新')
    // Somebody else's file cannot be taken, nor one that is used already.
    expect((await secretary.attempt(COMPLETE, { id: project, fileIds: [file.id] })).code).toBe('NOT_FOUND')
    const { file: own } = await send('赵立新', await photoWithPlace(), '兑现.jpg')
    const { completeProject } = await secretary.ask<{ completeProject: { attachments: { nodes: Uploaded[] } } }>(COMPLETE, { id: project, fileIds: [own.id] })
    expect(completeProject.attachments.nodes).toEqual([expect.objectContaining({ id: own.id, url: own.url, name: '兑现.jpg', width: 600 })])
    const seen = async (who: string): Promise<number> => (await get(who, own.url)).status
    expect([await seen('赵立新'), await seen('孙晓梅'), await seen('王磊'), await seen('高志远'), await seen('何玉梅'), await seen('林静')]).toEqual([200, 200, 200, 200, 404, 404])
    const other = await projectOf('青园街道', '怡园大厦物业')
    expect((await secretary.attempt(COMPLETE, { id: other, fileIds: [own.id] })).code).toBe('NOT_FOUND')
  })

  test('is asked again each time, also of what a browser has kept', async () => {
    const { file } = await send('许文博', PDF, 'a.pdf')
    const first = await get('许文博', file.url)
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    expect((await get('许文博', file.url, { 'if-none-match': etag, 'cache-control': 'max-age=0' })).status).toBe(304)
    expect((await get('王磊', file.url, { 'if-none-match': etag, 'cache-control': 'max-age=0' })).status).toBe(404)
  })
})

describe('on the disk', () => {
  test('bytes lie under what they are, once, for the product alone', async () => {
    const content = Buffer.from('twice the same\n')
    const before = (await kept()).length
    await send('王磊', content, 'a.txt')
    await send('许文博', content, 'b.txt')
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect((await kept()).length).toBe(before + 1)
    const path = join(story.filesDir, sha256.slice(0, 2), sha256)
    expect((await readFile(path)).equals(content)).toBe(true)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(join(path, '..'))).mode & 0o777).toBe(0o700)
  })

  test('after a day what hangs on nothing is gone, bytes and name, and what died on its way too', async () => {
    const attached = (await story.sql<{ sha256: string }>('select sha256 from attachments where attached_at is not null')).map(({ sha256 }) => sha256)
    await writeFile(join(story.filesDir, 'incoming', 'died'), 'x')
    story.clock.now = new Date(Date.now() + 25 * 3600_000)
    await story.send(sweepFiles, {})
    expect(await story.drain()).toEqual(['files.sweep'])
    expect((await kept()).map((path) => path.split('/').at(-1)).sort()).toEqual([...new Set(attached)].sort())
    expect(await story.sql("select 1 from attachments where attached_at is null and (removed_at is null or name <> '-')")).toEqual([])
  })

  test('nothing went wrong behind the scenes', () => expect(story.faults).toEqual([]))
})

/** An active project between the two, straight in the database. */
async function projectOf(needOwner: string, resourceOwner: string): Promise<string> {
  const [row] = await story.sql<{ uuid: string }>(
    `with o as (select (select id from organizations where name = $1 limit 1) as n, (select id from organizations where name = $2) as r),
      p as (insert into match_proposals (id, need_id, resource_id, need_owner_id, resource_owner_id, origin, stage, quantity, score, terms, starts_on, ends_on, created_at, expires_at, need_confirmed_at, resource_confirmed_at)
        select gen_random_uuid(), (select id from needs where owner_id = o.n limit 1), (select id from resources where owner_id = o.r limit 1), o.n, o.r, 'PLATFORM', 'CONFIRMED', 1, 1, '[]', '2026-03-02', '2026-06-30', now(), now(), now(), now() from o returning *)
    insert into projects (id, proposal_id, need_id, resource_id, need_owner_id, resource_owner_id, title, quantity, unit, starts_on, ends_on, status, created_at)
      select gen_random_uuid(), id, need_id, resource_id, need_owner_id, resource_owner_id, 'x', 1, 'PIECE', starts_on, ends_on, 'ACTIVE', now() from p returning id as uuid`,
    [needOwner, resourceOwner],
  )
  return Buffer.from(`Project:${row!.uuid}`).toString('base64url')
}
