import { describe, expect, test } from '@jest/globals'
import ts from 'typescript'
import { filesIn, importsOf, parsed } from './sources.ts'

/** Each feature may build on those before it, never on those after it. */
const FEATURES = ['organizations', 'people', 'alliances', 'lists', 'matching', 'adjustments', 'projects', 'rings', 'meetings', 'registrations', 'service', 'certificates', 'activities', 'duties']
/** What a browser has not got, and what would let the engine depend on when or where it runs. */
const IO = /^(node:|fs|path|os|http|crypto|pg$|@mikro-orm|express|graphql|type-graphql|vue)/
/** Tests and what only tests are made of. */
const isTest = (path: string): boolean => path.endsWith('.test.ts') || /\/testing\/|\/windows-samples\.ts$/.test(path)

interface Import {
  readonly from: string
  readonly to: string
}

const code = filesIn(['server', 'shared', 'web', 'run', 'test'], ['.ts', '.vue', '.mjs'])
const imports: Import[] = [...code, 'run.mjs'].flatMap((from) => importsOf(from).map((to) => ({ from, to })))
const said = (found: readonly Import[]): string[] => found.map(({ from, to }) => `${from} -> ${to}`)
/** Rooms that features share, and the doors through which features go into them. */
const ROOMS: Record<string, RegExp> = {
  jobs: /^job\.ts$/,
  files: /^(attach|attachment\.graphql|reading)\.ts$/,
  notices: /^notify\.ts$/,
  documents: /^(minutes|certificate)-pdf\.ts$/,
  texts: /./,
}
/** Features that a room knows: whose rows carry what it keeps, and where what all features bring is gathered. */
const KNOWN: Record<string, RegExp> = {
  jobs: /^server\/src\/jobs\/table\.ts -> /,
  files: /-> server\/src\/features\/(people\/person|projects\/project\.graphql)\.ts$/,
  notices: /-> server\/src\/features\/people\/person(\.graphql)?\.ts$/,
}
const roomOf = (path: string): string | undefined => Object.keys(ROOMS).find((room) => path.startsWith(`server/src/${room}/`))
const featureOf = (path: string): string | undefined => /^server\/src\/features\/([^/]+)\//.exec(path)?.[1]

describe('imports point one way', () => {
  test('there are imports to look at', () => expect(imports.length).toBeGreaterThan(300))

  test('web and shared know nothing of the server', () => {
    expect(said(imports.filter(({ from, to }) => /^(web|shared)\/src\//.test(from) && (to.startsWith('server/') || to.startsWith('@red-alliance/server'))))).toEqual([])
  })

  test('neither the server nor shared knows the web client', () => {
    expect(said(imports.filter(({ from, to }) => /^(server|shared)\//.test(from) && to.startsWith('web/')))).toEqual([])
  })

  test('shared leans on nothing but itself, zod and the solver', () => {
    const allowed = (to: string): boolean => to.startsWith('shared/src/') || to === 'zod' || to === 'highs'
    const product = imports.filter(({ from }) => from.startsWith('shared/src/') && !isTest(from))
    expect(said(product.filter(({ to }) => !allowed(to)))).toEqual([])
    expect(said(product.filter(({ to }) => IO.test(to)))).toEqual([])
  })

  test('only the thread that solves brings HiGHS', () => {
    expect(said(imports.filter(({ from, to }) => to === 'highs' && !isTest(from) && !/highs-solver|solve-worker/.test(from)))).toEqual([])
  })

  test('nothing but tests imports what tests are made of', () => {
    const helpers = (path: string): boolean => path.startsWith('test/') || isTest(path)
    expect(said(imports.filter(({ from, to }) => helpers(to) && !helpers(from)))).toEqual([])
  })

  test('every feature has its place in the order', () => {
    const found = new Set(code.map(featureOf).filter((feature) => feature !== undefined))
    expect([...found].filter((feature) => !FEATURES.includes(feature))).toEqual([])
  })

  test('a feature builds only on those before it', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [builder, ground] = [featureOf(from), featureOf(to)]
      return builder !== undefined && ground !== undefined && !isTest(from) && FEATURES.indexOf(ground) > FEATURES.indexOf(builder)
    })
    expect(said(wrong)).toEqual([])
  })

  test('an entity knows no GraphQL and no operation', () => {
    const entities = new Set(code.filter((path) => featureOf(path) && imports.some(({ from, to }) => from === path && to === '@mikro-orm/decorators/legacy')))
    expect(entities.size).toBeGreaterThan(9)
    const wrong = imports.filter(({ from, to }) => entities.has(from) && (/^(graphql|type-graphql|@apollo)/.test(to) || to.startsWith('server/src/graphql/') || to.startsWith('server/src/reading/') || to.endsWith('.graphql.ts') || /operation/.test(to)))
    expect(said(wrong)).toEqual([])
  })

  test('what operations, reading and access take from a feature’s GraphQL are types', () => {
    const below = code.filter((path) => featureOf(path) && !isTest(path) && !path.endsWith('.graphql.ts'))
    const wrong = below.flatMap((from) =>
      parsed(from).statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
        const name = moduleSpecifier.getText()
        const onlyTypes = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (importClause?.namedBindings && ts.isNamedImports(importClause.namedBindings) && importClause.namedBindings.elements.every((element) => element.isTypeOnly))
        return name.includes('.graphql.ts') && !onlyTypes ? [`${from} -> ${name}`] : []
      }))
    expect(wrong).toEqual([])
  })

  test('features go into the shared rooms by their doors', () => {
    const wrong = imports.filter(({ from, to }) => {
      const room = roomOf(to)
      return featureOf(from) && !isTest(from) && room !== undefined && !ROOMS[room]!.test(to.slice(`server/src/${room}/`.length))
    })
    expect(said(wrong)).toEqual([])
  })

  test('the shared rooms know no more of the features than they must', () => {
    const wrong = imports.filter(({ from, to }) => {
      const room = roomOf(from)
      return room !== undefined && !isTest(from) && featureOf(to) && !KNOWN[room]?.test(`${from} -> ${to}`)
    })
    expect(said(wrong)).toEqual([])
  })

  test('documents and texts are made of words alone: no database, no request, no job', () => {
    const wrong = imports.filter(({ from, to }) => ['documents', 'texts'].includes(roomOf(from) ?? '') && !isTest(from) && (/^(@mikro-orm|graphql|type-graphql|express|pg$)/.test(to) || /^server\/src\/(?!texts\/|documents\/|time\.ts)/.test(to)))
    expect(said(wrong)).toEqual([])
  })

  test('access and reading name features only where they gather them', () => {
    const gatherers = ['server/src/access/table.ts', 'server/src/reading/models.ts']
    const wrong = imports.filter(({ from, to }) => /^server\/src\/(access|reading)\//.test(from) && featureOf(to) && !gatherers.includes(from))
    expect(said(wrong)).toEqual([])
  })

  test('no file of shared imports itself in a circle', () => {
    expect(circles(imports.filter(({ from, to }) => from.startsWith('shared/src/') && to.startsWith('shared/src/')))).toEqual([])
  })
})

/** Files that reach themselves. */
function circles(edges: readonly Import[]): string[] {
  const next = Map.groupBy(edges, ({ from }) => from)
  const reaches = (goal: string, at: string, seen: Set<string>): boolean =>
    (next.get(at) ?? []).some(({ to }) => to === goal || (!seen.has(to) && (seen.add(to), reaches(goal, to, seen))))
  return [...next.keys()].filter((file) => reaches(file, file, new Set()))
}
