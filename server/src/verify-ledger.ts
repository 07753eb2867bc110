import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { label } from '@red-alliance/shared/glossary'
import { EmbeddedProblem, startEmbedded } from './database/embedded.ts'
import { DatabaseProblem } from './database/migrate.ts'
import { anchorFolder } from './features/service/anchor-files.ts'
import { brokenAnchor } from './features/service/anchoring.ts'
import { type Verification, verifyLedger } from './features/service/verify.ts'
import { masterKey, secretsUnder } from './secrets.ts'
import { localDate } from './time.ts'

/** Recomputes every ledger and says what of it is wrong; ends with 1 when anything is. Changes nothing. */
async function main(): Promise<number> {
  const { DATABASE_URL, DATA_DIR, ANCHORS_DIR, SECRETS_KEY_FILE } = process.env
  const dataDir = DATA_DIR ?? fileURLToPath(new URL('../../.data', import.meta.url))
  const keyFile = SECRETS_KEY_FILE ?? `${dataDir}/secrets/master.key`
  // A new key would find every anchor forged.
  if (!existsSync(keyFile)) throw new DatabaseProblem(`没有密钥文件，无法核对存证：${keyFile}。 Without the key no anchor can be verified.`)
  const secrets = secretsUnder(await masterKey(keyFile, randomBytes), randomBytes)
  const files = anchorFolder(ANCHORS_DIR ?? `${dataDir}/anchors`, () => '')
  const embedded = DATABASE_URL ? null : await startEmbedded({ dataDir, log: console.log })
  const client = new pg.Client({ connectionString: DATABASE_URL ?? embedded!.url, options: '-c timezone=UTC' })
  try {
    await client.connect()
    const db = { query: async <R>({ text, values }: { text: string; values: unknown[] }) => ({ rows: (await client.query(text, values)).rows as R[] }) }
    // Anchored, but no record left, is found, too.
    const { rows } = await client.query<{ id: string; name: string }>(
      'select o.id, o.name from organizations o where o.id in (select community_id from service_chains union select community_id from service_anchors union select community_id from service_records) order by o.position, o.id',
    )
    let bad = 0
    for (const { id, name } of rows) {
      const seen = await verifyLedger({ db, files, secrets }, id)
      if (seen.finding) bad += 1
      console.log(sentence(name, seen))
    }
    const lost = await brokenAnchor({ db }, files)
    if (lost !== null) console.log(`✗ 存证第 ${lost} 号缺失或接不上 · anchor no. ${lost} is missing or does not follow the one before`)
    console.log(bad === 0 && lost === null ? `✓ ${rows.length} 本账全部相符 · all ${rows.length} ledgers are as they were` : `✗ ${rows.length} 本账中 ${bad} 本不符 · ${bad} of ${rows.length} ledgers are not as they were`)
    return bad === 0 && lost === null ? 0 : 1
  } finally {
    await client.end()
    await embedded?.stop()
  }
}

function sentence(name: string, { records, coveredTo, coveredAt, uncovered, finding }: Verification): string {
  const day = coveredAt === null ? '' : localDate(new Date(coveredAt))
  const zh = coveredTo === 0 ? '尚未存证' : `存证至第 ${coveredTo} 条（${day}），其后 ${uncovered} 条尚未存证`
  const en = coveredTo === 0 ? 'nothing anchored yet' : `anchored up to no. ${coveredTo} (${day}), ${uncovered} since then not covered yet`
  if (!finding) return `✓ ${name}：${records} 条，${zh} · ${records} records, ${en}`
  const { seq, problem } = finding
  return `✗ ${name}：${seq === null ? '' : `第 ${seq} 条`}${label('LedgerProblem', problem, 'zh')}；${records} 条，${zh} · ${seq === null ? '' : `no. ${seq}: `}${label('LedgerProblem', problem, 'en')}; ${records} records, ${en}`
}

await main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    if (error instanceof DatabaseProblem || error instanceof EmbeddedProblem) console.error(`✗ ${error.message}`)
    else console.error(error)
    process.exitCode = 2
  },
)
