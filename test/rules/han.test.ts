import { describe, expect, test } from '@jest/globals'
import ts from 'typescript'
import { filesIn, lineOf, nodesOf, parsed, templateOf, textOf } from './sources.ts'

const HAN = /\p{Script=Han}/u

/** Where Chinese sentences and words are written; everywhere else the code speaks codes and names. */
const WRITTEN: Record<string, RegExp> = {
  'the dictionary and the refusals': /^shared\/src\/(glossary|refusals)\.ts$/,
  'words for hours, reading and saying them': /^shared\/src\/windows-(sentence|reading)\.ts$/,
  'words for matches and what stood in their way': /^shared\/src\/matching\/(remedy-|move-)?words\.ts$/,
  'documents that the server writes': /^server\/src\/texts\//,
  'the story world': /^server\/seeds\//,
  'what whoever starts the product reads': /^server\/src\/(main|create-admin|verify-ledger)\.ts$|^server\/src\/database\/(migrate|embedded[a-z-]*)\.ts$|^run(\/[a-z-]+)?\.mjs$/,
}
const isTest = (path: string): boolean => path.startsWith('test/') || path.endsWith('.test.ts') || path.includes('/testing/') || path.endsWith('windows-samples.ts')

/** Literals with Han characters; a description in the schema is documentation and may have them. */
function hanLiterals(path: string): string[] {
  const file = parsed(path)
  return [...nodesOf(file)]
    .filter((node) => ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isRegularExpressionLiteral(node) || ts.isIdentifier(node))
    .filter((node) => HAN.test(node.getText(file)) && !isDescription(node))
    .map((node) => `${path}:${lineOf(file, node.getStart(file))} ${node.getText(file).slice(0, 40)}`)
}

function isDescription({ parent }: ts.Node): boolean {
  return parent !== undefined && ts.isPropertyAssignment(parent) && parent.name.getText() === 'description'
}

function hanTemplate(path: string): string[] {
  return templateOf(path)
    .split('\n')
    .flatMap((line, index) => (HAN.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 40)}`] : []))
}

describe('Han characters stand only where they belong', () => {
  const code = filesIn(['server', 'shared', 'web', 'run'], ['.ts', '.mjs', '.vue']).filter((path) => !isTest(path) && !path.startsWith('server/migrations/'))

  test('no literal elsewhere holds any', () => {
    const allowed = (path: string): boolean => Object.values(WRITTEN).some((place) => place.test(path))
    expect([...code, 'run.mjs'].filter((path) => !allowed(path)).flatMap(hanLiterals)).toEqual([])
  })

  test('no template of a page holds any: its words come from the locales', () => {
    expect(code.filter((path) => path.endsWith('.vue')).flatMap(hanTemplate)).toEqual([])
  })

  test('no migration holds any', () => {
    expect(filesIn(['server/migrations'], ['.ts']).flatMap(hanLiterals)).toEqual([])
  })

  test('the English screen phrases hold none', () => {
    const lines = filesIn(['web/src/locales/en'], ['.json']).flatMap((path) => textOf(path).split('\n').flatMap((line, index) => (HAN.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])))
    expect(lines).toEqual([])
  })

  test('no place is named that writes nothing', () => {
    expect(Object.entries(WRITTEN).filter(([, place]) => ![...code, 'run.mjs'].some((path) => place.test(path) && hanLiterals(path).length > 0)).map(([name]) => name)).toEqual([])
  })

  test('the scanner tells comments from literals', () => {
    const file = ts.createSourceFile('x.ts', "// 注释\n/** 注释 */ const a = `x${1}中${2}` /* 注释 */; const b = '文'; const c = /[中]/", ts.ScriptTarget.Latest, true)
    expect([...nodesOf(file)].filter((node) => ts.isStringLiteralLike(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isRegularExpressionLiteral(node)).filter((node) => HAN.test(node.getText(file))).length).toBe(3)
  })
})
