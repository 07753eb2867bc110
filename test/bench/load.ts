import { Agent, request } from 'node:http'
import { parentPort } from 'node:worker_threads'

/** What is asked, over and over, by so many at once, for so long. */
export interface Load {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
  readonly connections: number
  readonly ms: number
}

/** Answers a second. In a thread of its own, so that asking takes nothing from answering. */
async function run({ url, headers, body, connections, ms }: Load): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const began = performance.now()
  let answers = 0
  const ask = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.once('end', () => (response.statusCode === 200 && !text.startsWith('{"errors"') ? resolve() : reject(new Error(text.slice(0, 300)))))
      })
      sent.once('error', reject)
      sent.end(body)
    })
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (; performance.now() - began < ms; answers += 1) await ask()
    }),
  )
  agent.destroy()
  return (answers / (performance.now() - began)) * 1000
}

parentPort?.on('message', (load: Load) => void run(load).then((rate) => parentPort!.postMessage({ rate }), (error: unknown) => parentPort!.postMessage({ error: String(error) })))
