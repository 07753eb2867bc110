import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { seedIfEmpty } from '../seeds/seed.ts'
import { EmbeddedProblem, startEmbedded } from './database/embedded.ts'
import { DatabaseProblem, migrate } from './database/migrate.ts'
import { openOrm } from './database/orm.ts'
import { Organization } from './features/organizations/organization.ts'
import { hashPassword } from './features/people/password.ts'
import { Person, RoleAssignment } from './features/people/person.ts'
import { uuidv7 } from './ids.ts'
import { asRefusal } from './operation.ts'
import { refusalText } from '@red-alliance/shared/refusals'

const USAGE = `用法 · usage: npm run create-admin -- --name 姓名 --phone 手机号 [--code 区划代码，默认 1301]
密码取自环境变量 ADMIN_PASSWORD，或在此输入；使用内置数据库时请先停止服务。
The password comes from ADMIN_PASSWORD or is asked for here; with the database inside, stop the server first.`

/** The first account of a real installation: an administrator of the organization with the division code. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { name: { type: 'string' }, phone: { type: 'string' }, code: { type: 'string', default: '1301' } } })
  const { name, phone, code } = values
  if (!name || !phone || !/^1\d{10}$/.test(phone)) throw new DatabaseProblem(USAGE)
  const password = process.env['ADMIN_PASSWORD'] ?? (await ask())
  const passwordHash = await hashPassword(password)

  const { DATABASE_URL, DATA_DIR } = process.env
  const embedded = DATABASE_URL ? null : await startEmbedded({ dataDir: DATA_DIR ?? fileURLToPath(new URL('../../.data', import.meta.url)), log: console.log })
  try {
    const url = DATABASE_URL ?? embedded!.url
    await migrate(url)
    await seedIfEmpty(url, { story: false, log: console.log })
    const orm = await openOrm(url, { poolSize: 1 })
    try {
      const em = orm.em.fork()
      const organization = await em.findOne(Organization, { code })
      if (!organization) throw new DatabaseProblem(`没有区划代码 ${code}。 There is no division with the code ${code}.`)
      const now = new Date()
      const id = (): string => uuidv7(now, randomBytes(10))
      const person = em.create(Person, { id: id(), name, phone, passwordHash, createdAt: now, partyMember: null, homeUnit: null, residenceCommunity: null, disabledAt: null, failedLogIns: 0, lockedUntil: null })
      em.create(RoleAssignment, { id: id(), person, organization, role: 'ADMIN', grantedAt: now, revokedAt: null })
      await em.flush()
      console.log(`✓ ${name} 已成为 ${organization.name} 的系统管理员 · is now administrator of ${organization.name}`)
    } finally {
      await orm.close()
    }
  } finally {
    await embedded?.stop()
  }
}

async function ask(): Promise<string> {
  if (!process.stdin.isTTY) throw new DatabaseProblem(USAGE)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return await terminal.question('密码 · password: ')
  } finally {
    terminal.close()
  }
}

await main().catch((error: unknown) => {
  const refusal = asRefusal(error)
  if (refusal) console.error(`✗ ${refusalText(refusal.code, refusal.details)}`)
  else if (error instanceof DatabaseProblem || error instanceof EmbeddedProblem) console.error(`✗ ${error.message}`)
  else console.error(error)
  process.exitCode = 1
})
