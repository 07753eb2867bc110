import { describe, expect, test } from '@jest/globals'
import ts from 'typescript'
import { filesIn, lineOf, nodesOf, parsed } from './sources.ts'

/**
 * Time, randomness and environment arrive as arguments. Who may reach for them, and why:
 */
const MAY: Record<string, RegExp> = {
  // They are where the outside comes in.
  'process.env': /^server\/src\/(main|create-admin|verify-ledger|environment)\.ts$|^server\/src\/database\/embedded/,
  // A postmaster is waited for in real time, whatever the story's clock says.
  'Date.now()': /^server\/src\/(main|create-admin|environment)\.ts$|^server\/src\/database\/embedded/,
  'new Date()': /^server\/src\/(main|create-admin|environment)\.ts$/,
  // A cluster's name and its passwords are made when its folder is.
  randomness: /^server\/src\/(main|create-admin|verify-ledger|environment|ids)\.ts$|^server\/src\/database\/embedded-folder\.ts$/,
}

const RANDOM = ['Math.random', 'randomUUID', 'randomBytes', 'getRandomValues', 'randomInt']

/** The kind of outside that a node reaches for. */
function reach(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText()
    if (text === 'process.env') return 'process.env'
    if (text === 'Date.now' || text === 'performance.now') return 'Date.now()'
    if (RANDOM.includes(text) || RANDOM.includes(node.name.text)) return 'randomness'
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) return 'new Date()'
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && RANDOM.includes(node.expression.text)) return 'randomness'
  return null
}

function reaches(folder: string): { kind: string; path: string; line: number }[] {
  return filesIn([folder], ['.ts'])
    .filter((path) => !/\.test\.ts$|\/testing\//.test(path))
    .flatMap((path) => {
      const file = parsed(path)
      return [...nodesOf(file)].flatMap((node) => {
        const kind = reach(node)
        return kind ? [{ kind, path, line: lineOf(file, node.getStart()) }] : []
      })
    })
}

describe('the outside comes in as an argument', () => {
  test('the server reaches for time, randomness and environment only where it opens', () => {
    const wrong = reaches('server/src').filter(({ kind, path }) => !MAY[kind]?.test(path))
    expect(wrong.map(({ kind, path, line }) => `${path}:${line} ${kind}`)).toEqual([])
  })

  test('shared reaches for none of them', () => {
    expect(reaches('shared/src').map(({ kind, path, line }) => `${path}:${line} ${kind}`)).toEqual([])
  })

  test('the test sees what it looks for', () => {
    const file = ts.createSourceFile('x.ts', 'a = process.env.X; b = Date.now(); c = new Date(); d = Math.random(); e = new Date(0); f = crypto.randomUUID()', ts.ScriptTarget.Latest, true)
    expect([...nodesOf(file)].map(reach).filter(Boolean).sort()).toEqual(['Date.now()', 'new Date()', 'process.env', 'randomness', 'randomness'])
  })
})
