import { statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { EmbeddedProblem } from './embedded-problem.ts'

/**
 * Takes the data folder for this process; returns how to let it go. The lock is an abstract socket named after the folder's
 * inode: the kernel drops it when the process dies however it dies, so there is no stale lock file to judge. Whoever finds it
 * taken can ask it for the owner's process id.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const { dev, ino } = statSync(folder)
  const name = `\0red-alliance-${dev}-${ino}`
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).end(String(process.pid)))
  const taken = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(true) : reject(error)))
    server.listen(name, () => resolve(false))
  })
  if (taken) {
    const owner = await ownerOf(name)
    throw new EmbeddedProblem(
      `数据目录 ${folder} 正被另一个进程使用（进程号 ${owner}）`,
      `the data folder ${folder} is in use by another process (pid ${owner})`,
    )
  }
  server.unref()
  return () => server.close()
}

function ownerOf(name: string): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect({ path: name, timeout: 1000 })
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('timeout', () => socket.destroy())
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(/^\d+$/.test(text) ? text : '?'))
  })
}
