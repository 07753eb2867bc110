/**
 * The bootstrap: node run.mjs start | test | dev | check | bench | create-admin | verify-ledger [arguments]
 *
 * Runs on any Node from 18 on, with nothing installed. It installs what is missing, builds the web app when its sources changed, and then
 * runs the step on the project's own Node, which comes with the packages. Plain JavaScript, for nothing can translate TypeScript yet.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { buildWeb, install } from './run/prepare.mjs'
import { inRoot, node, Problem, program, say, signalAll } from './run/process.mjs'

const TEST_LIMIT_MS = 60 * 60_000

const steps = {
  async start(args) {
    await install({ whole: false })
    await buildWeb()
    return product('server/src/main.ts', args)
  },

  async 'create-admin'(args) {
    await install({ whole: false })
    return product('server/src/create-admin.ts', args)
  },

  async 'verify-ledger'(args) {
    await install({ whole: false })
    return product('server/src/verify-ledger.ts', args)
  },

  async test(args) {
    try {
      await install({ whole: true })
      // Who names the tests to run, and no journey among them, need not wait for a build.
      if (args.length === 0 || args.some((arg) => arg.includes('journeys'))) await buildWeb()
    } catch (error) {
      process.once('exit', () => console.log('0 passed, 1 failed'))
      throw error
    }
    return jest(args)
  },

  /** Both halves watch their sources; the end of one is the end of the other. */
  async dev(args) {
    await install({ whole: true })
    const watched = ['server/src', 'shared/src'].map((folder) => `--watch-path=${inRoot(folder)}`)
    const server = product('server/src/main.ts', args, {
      flags: [...watched, '--watch-preserve-output'],
      env: { NODE_ENV: 'development' },
    })
    const web = node([program('web', 'vite', 'bin/vite.js')], {
      cwd: inRoot('web'),
      env: { SERVER_URL: `http://localhost:${process.env.PORT ?? 4000}` },
    })
    const code = await Promise.race([server, web])
    signalAll('SIGTERM')
    return code
  },

  /** Every check is run, so that one look shows everything there is to mend. */
  async check() {
    await install({ whole: true })
    const checks = [
      ['类型', 'types', [program('.', 'typescript', 'bin/tsc'), '-p', inRoot('tsconfig.json')]],
      [
        '网页类型',
        'types of the web app',
        [program('web', 'vue-tsc', 'bin/vue-tsc.js'), '--noEmit', '-p', inRoot('web/tsconfig.json')],
      ],
      ['代码规范', 'lint', [program('.', 'oxlint', 'bin/oxlint'), '--deny-warnings', inRoot()]],
    ]
    let failed = 0
    for (const [chinese, english, args] of checks) {
      say(`检查${chinese}`, `checking ${english}`)
      if ((await node(args)) !== 0) failed += 1
    }
    say('检查规则', 'checking rules')
    return failed + (await jest(['test/rules']))
  },

  async bench([name, ...args]) {
    const folder = inRoot('test/bench')
    // A bench may have a folder of its own name beside it.
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')) : []
    if (!files.includes(`${name}.ts`)) throw new Problem(`请选择：${files.join(' ')}`, `choose one of: ${files.join(' ')}`)
    await install({ whole: true })
    return product(`test/bench/${name}.ts`, args)
  },
}

/** Runs TypeScript with decorators and their metadata. */
function product(file, args, { flags = [], env } = {}) {
  const loader = new URL('run/loader.mjs', import.meta.url).href
  return node([...flags, '--enable-source-maps', '--import', loader, inRoot(file), ...args], { env })
}

/** Runs jest and prints the closing line after everything that jest, its workers and its teardown have to say. */
async function jest(args) {
  const summaryFile = inRoot('node_modules', `.summary-${process.pid}.json`)
  const code = await node([program('.', 'jest', 'bin/jest.js'), ...args], {
    env: {
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      NODE_ENV: 'test',
      TEST_SUMMARY: summaryFile,
      // CI=true alone makes jest colour a log file.
      ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
    },
    limit: TEST_LIMIT_MS,
  })
  const counted = existsSync(summaryFile)
  const { passed, failed } = counted ? JSON.parse(readFileSync(summaryFile, 'utf8')) : { passed: 0, failed: 0 }
  rmSync(summaryFile, { force: true })
  // Whatever fails outside a test (no database, a teardown) must show in the line too.
  const shown = code === 0 && counted ? failed : Math.max(failed, 1)
  console.log(`${passed} passed, ${shown} failed`)
  return shown > 0 ? 1 : 0
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // Ctrl-C reaches every program at the terminal; passed on, it would come twice, which asks for haste.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) signalAll(signal)
  })
}

// npm passes signals on, but cannot when it is killed: then nobody is left who wants this running. (The scripts say `exec`, or the shell
// in between would take npm's signals and leave us behind.)
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    signalAll('SIGTERM')
  }, 500).unref()
}

const [step = '', ...args] = process.argv.slice(2)
try {
  if (Number.parseInt(process.versions.node, 10) < 18) {
    throw new Problem(`需要 Node 20 或更新，当前为 ${process.version}`, `Node 20 or newer is needed, this is ${process.version}`)
  }
  if (!Object.hasOwn(steps, step)) throw new Problem(`用法：node run.mjs ${Object.keys(steps).join(' | ')}`, 'usage', 2)
  process.exitCode = await steps[step](args)
} catch (error) {
  if (!(error instanceof Problem)) throw error
  console.error(`✗ ${error.message}`)
  process.exitCode = error.code
}
