/**
 * The bootstrap: node run.mjs start | test | dev | check | bench | create-admin [arguments]
 *
 * Runs on any Node from 18 on, with nothing installed. It installs what is missing, builds the web app when its sources changed, and then
 * runs the step on the project's own Node, which comes with the packages. Plain JavaScript, for nothing can translate TypeScript yet.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PNPM = 'pnpm@12.21.0'
const TEST_LIMIT_MS = 30 * 60_000

const root = dirname(fileURLToPath(import.meta.url))
const inRoot = (...parts) => join(root, ...parts)
const say = (chinese, english) => console.log(`▸ ${chinese} / ${english}`)

/** What went wrong, in one sentence; nothing else is shown. */
class Problem extends Error {
  constructor(chinese, english, code = 1) {
    super(`${chinese} / ${english}`)
    this.code = code
  }
}

const steps = {
  async start(args) {
    await buildWeb()
    return product('server/src/main.ts', args)
  },

  async test(args) {
    await buildWeb()
    return jest(args)
  },

  async dev(args) {
    const port = process.env.PORT ?? '4000'
    const watched = ['server/src', 'shared/src'].map((folder) => `--watch-path=${inRoot(folder)}`)
    const server = node([...watched, '--watch-preserve-output', ...loader, inRoot('server/src/main.ts'), ...args], {
      env: { NODE_ENV: 'development' },
    })
    const web = node([bin('web', 'vite', 'bin/vite.js')], { cwd: inRoot('web'), env: { SERVER_URL: `http://localhost:${port}` } })
    return Promise.race([server, web])
  },

  /** Every check is run, so that one look shows everything there is to mend. */
  async check() {
    const checks = [
      ['类型', 'types', () => node([bin('.', 'typescript', 'bin/tsc'), '-p', inRoot('tsconfig.json')])],
      [
        '网页类型',
        'types of the web app',
        () => node([bin('web', 'vue-tsc', 'bin/vue-tsc.js'), '--noEmit', '-p', inRoot('web/tsconfig.json')]),
      ],
      ['代码规范', 'lint', () => node([bin('.', 'oxlint', 'bin/oxlint'), '--deny-warnings', root])],
      ['规则', 'rules', () => jest(['test/rules'])],
    ]
    let failed = 0
    for (const [chinese, english, run] of checks) {
      say(`检查${chinese}`, `checking ${english}`)
      if ((await run()) !== 0) failed += 1
    }
    return failed
  },

  bench([name, ...args]) {
    const benches = existsSync(inRoot('test/bench'))
      ? readdirSync(inRoot('test/bench'))
          .filter((file) => file.endsWith('.ts'))
          .map((file) => file.slice(0, -3))
      : []
    if (!benches.includes(name)) throw new Problem(`请选择：${benches.join(' ')}`, `choose one of: ${benches.join(' ')}`)
    return product(`test/bench/${name}.ts`, args)
  },

  'create-admin': (args) => product('server/src/create-admin.ts', args),
}

/** TypeScript with decorators and their metadata, for the steps that run sources. */
const loader = ['--import', new URL('loader.mjs', import.meta.url).href, '--enable-source-maps']

function product(file, args) {
  return node([...loader, inRoot(file), ...args], { env: { NODE_ENV: process.env.NODE_ENV ?? 'production' } })
}

/** Runs jest and prints the closing line after everything that jest, its workers and its teardown have to say. */
async function jest(args) {
  const summaryFile = inRoot('node_modules', `.summary-${process.pid}.json`)
  const code = await node([bin('.', 'jest', 'bin/jest.js'), ...args], {
    env: {
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      NODE_ENV: 'test',
      TEST_SUMMARY: summaryFile,
    },
    limit: TEST_LIMIT_MS,
  })
  let passed = 0
  let failed = 1
  if (existsSync(summaryFile)) {
    ;({ passed, failed } = JSON.parse(readFileSync(summaryFile, 'utf8')))
    rmSync(summaryFile)
    // Whatever fails outside a test, a teardown for one, must show in the line too.
    if (code !== 0) failed = Math.max(failed, 1)
  }
  console.log(`${passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
}

// --- what is there before anything is installed ---

async function install() {
  const manifests = [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...['server', 'web', 'shared', 'test'].map((name) => `${name}/package.json`),
  ]
  const stamp = `${process.platform}-${process.arch} ${digest(manifests.map((file) => inRoot(file)))}`
  const stampFile = inRoot('node_modules/.installed')
  if (read(stampFile) === stamp) return
  say('正在安装依赖（首次约需一分钟）…', 'installing dependencies (about a minute the first time)…')
  writable(root)
  const env = { ...process.env, CI: 'true' }
  // NODE_ENV=production would leave out what builds the web app.
  delete env.NODE_ENV
  if (!canWrite(env.HOME)) env.HOME = inRoot('node_modules/.home')
  const code = await run('npx', ['--yes', PNPM, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'], {
    env,
    cwd: root,
    quiet: true,
  })
  if (code !== 0) throw new Problem('依赖安装失败，原因见上', 'installing the dependencies failed, see above')
  writeFileSync(stampFile, stamp)
}

async function buildWeb() {
  const sources = ['web', 'shared/src', 'pnpm-lock.yaml'].flatMap((path) => filesIn(inRoot(path)))
  const stamp = digest(sources)
  const stampFile = inRoot('web/dist/.built')
  if (read(stampFile) === stamp) return
  say('正在构建网页…', 'building the web app…')
  writable(inRoot('web'))
  const code = await node([bin('web', 'vite', 'bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: inRoot('web'),
    env: { NODE_ENV: 'production' },
  })
  if (code !== 0) throw new Problem('网页构建失败，原因见上', 'building the web app failed, see above')
  writeFileSync(stampFile, stamp)
}

function filesIn(path) {
  if (!existsSync(path)) return []
  const entries = readdirSyncOrFile(path)
  if (!entries) return [path]
  return entries
    .filter((entry) => !['node_modules', 'dist', 'coverage'].includes(entry))
    .sort()
    .flatMap((entry) => filesIn(join(path, entry)))
}

function readdirSyncOrFile(path) {
  try {
    return readdirSync(path)
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined
    throw error
  }
}

function digest(files) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${file.slice(root.length)}\0`)
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

function writable(folder) {
  if (!canWrite(folder)) throw new Problem(`目录 ${folder} 无法写入`, `the folder ${folder} is not writable`)
}

/** A package's program, by the path inside the package: what pnpm puts in .bin are shell scripts. */
function bin(workspace, name, path) {
  return inRoot(workspace, 'node_modules', name, path)
}

/** Runs the project's own Node; where its packages have none for this machine, the one that runs this. */
function node(args, options = {}) {
  const own = inRoot('node_modules/.bin/node')
  return run(existsSync(own) ? own : process.execPath, args, { cwd: root, ...options, env: { ...process.env, ...options.env } })
}

const children = new Set()

/** Runs a program to its end and gives its exit code. Its `ipc` channel tells it when this process is killed. */
function run(command, args, { cwd, env, limit, quiet = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: quiet ? ['ignore', 'inherit', 'inherit'] : ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    children.add(child)
    const timer =
      limit &&
      setTimeout(() => {
        console.error(`✗ 超过 ${limit / 60_000} 分钟，已中止 / stopped after ${limit / 60_000} minutes`)
        child.kill('SIGKILL')
      }, limit)
    child.on('error', (error) =>
      reject(new Problem(`无法运行 ${command}（${error.code}）`, `cannot run ${command} (${error.code})`)),
    )
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      children.delete(child)
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137))
    })
  })
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
}

const [step, ...args] = process.argv.slice(2)
try {
  if (Number(process.versions.node.split('.')[0]) < 18)
    throw new Problem(`需要 Node 20 或更新，当前为 ${process.version}`, `Node 20 or newer is needed, this is ${process.version}`)
  if (!Object.hasOwn(steps, step ?? '')) throw new Problem(`用法：node run.mjs ${Object.keys(steps).join(' | ')}`, 'usage', 2)
  await install()
  process.exitCode = await steps[step](args)
} catch (error) {
  if (!(error instanceof Problem)) throw error
  console.error(`✗ ${error.message}`)
  process.exitCode = error.code
}
// Of two programs that run side by side, the end of one ends the other.
for (const child of children) child.kill('SIGTERM')
