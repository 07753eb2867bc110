import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot, node, Problem, program, run, say } from './process.mjs'

/** Installed only here: whatever pnpm the machine has, this one wrote the lockfile. */
const PNPM = 'pnpm@12.21.0'

/** Installs what the lockfile says, unless that is done; what only tests need (a browser of 70 MB) or development (GraphiQL) not before these. */
export async function install({ whole }) {
  const workspaces = ['server', 'server/graphiql', 'web', 'shared', 'test']
  const manifests = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...workspaces.map((name) => `${name}/package.json`)]
  const stamp = `${process.platform}-${process.arch} ${digest(manifests.map((file) => inRoot(file)))}`
  const stampFile = inRoot('node_modules/.installed')
  const found = read(stampFile)
  if (found === `${stamp} whole` || (!whole && found === `${stamp} product`)) return
  say('正在安装依赖，首次约需一分钟…', 'installing dependencies, about a minute the first time…')
  checkWritable(inRoot())
  const env = { ...process.env, CI: 'true' }
  // NODE_ENV=production would leave out what builds the web app.
  delete env.NODE_ENV
  if (!canWrite(env.HOME ?? '')) {
    env.HOME = inRoot('node_modules/.home')
    env.npm_config_cache = join(env.HOME, '.npm')
  }
  const filter = whole ? [] : ['--filter', '!@red-alliance/test', '--filter', '!@red-alliance/graphiql']
  // The lockfile names every version and its hash: asking the registry for the age of each would only cost time.
  const options = ['--frozen-lockfile', '--prefer-offline', '--reporter=append-only', '--config.minimumReleaseAge=0']
  const code = await run('npx', ['--yes', PNPM, 'install', ...options, ...filter], { env, stranger: true })
  if (code !== 0) throw new Problem('依赖安装失败，原因见上', 'installing the dependencies failed, see above')
  writeFileSync(stampFile, `${stamp} ${whole ? 'whole' : 'product'}`)
}

/** Builds the web app when what it is made of has changed. */
export async function buildWeb() {
  const stamp = digest(['web', 'shared/src', 'pnpm-lock.yaml'].flatMap((path) => filesIn(inRoot(path))))
  const stampFile = inRoot('web/dist/.built')
  if (read(stampFile) === stamp) return
  say('正在构建网页…', 'building the web app…')
  checkWritable(inRoot('web'))
  const vite = program('web', 'vite', 'bin/vite.js')
  const code = await node([vite, 'build', '--logLevel', 'warn'], { cwd: inRoot('web'), env: { NODE_ENV: 'production' } })
  if (code !== 0) throw new Problem('网页构建失败，原因见上', 'building the web app failed, see above')
  writeFileSync(stampFile, stamp)
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path]
  const names = readdirSync(path).filter((name) => !['node_modules', 'dist'].includes(name))
  return names.sort().flatMap((name) => filesIn(join(path, name)))
}

function digest(files) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${file.slice(inRoot().length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function canWrite(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function checkWritable(folder) {
  if (!canWrite(folder)) throw new Problem(`目录 ${folder} 无法写入`, `the folder ${folder} is not writable`)
}
