import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Story } from '../../../../test/harness/story.ts'

export interface Uploaded {
  id: string
  url: string
  name: string
  mediaType: string
  size: number
  width: number | null
  height: number | null
}

/** Sends a file as somebody of the cast, or as nobody. */
export async function send(story: Story, who: string | null, content: Buffer, name: string, headers: Record<string, string> = {}): Promise<{ status: number; code: string | null; file: Uploaded }> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(content)]), name)
  const response = await fetch(`${story.url}/files`, { method: 'POST', body: form, headers: { ...(who && { cookie: (await story.as(who)).cookie }), ...headers } })
  const answer = (await response.json()) as Uploaded & { errors?: { extensions: { code: string } }[] }
  return { status: response.status, code: answer.errors?.[0]?.extensions.code ?? null, file: answer }
}

/** The paths of all that lies on the disk. */
export const keptBy = async (story: Story): Promise<string[]> => (await readdir(story.filesDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
