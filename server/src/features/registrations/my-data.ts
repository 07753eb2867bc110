import type { ApolloServer } from '@apollo/server'
import { Router } from 'express'
import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isLeafType, isObjectType } from 'graphql'
import type { ContextOf } from '../../app.ts'
import type { Context } from '../../graphql/context.ts'
import { Refusal } from '../../refusal.ts'
import { MY_DATA_TEXTS } from '../../texts/my-data.ts'

const PAGE = 100
/** Of what brings lists of its own. */
const FEW = 10
const MOST_PAGES = 100

/**
 * GET /export/my-data.json: everything that is kept of the viewer, as they themselves may read it. The lists are found in the schema, so that what a
 * later feature keeps of a person is in it without being named here.
 */
export function exportMyData(apollo: ApolloServer<Context>, schema: GraphQLSchema, contextOf: ContextOf): Router {
  const router = Router()
  router.get('/my-data.json', async (request, response) => {
    const context = await contextOf(request, response)
    if (!context.actor.personId) throw new Refusal('UNAUTHENTICATED')
    const person = schema.getType('Person') as GraphQLObjectType
    const data: Record<string, unknown> = { ...MY_DATA_TEXTS, exportedAt: context.now.toISOString(), person: await asked(apollo, context, `{ viewer { ${ownFields(person)} } }`, 'viewer') }
    for (const [name, type] of listsOf(person)) data[name] = await all(apollo, context, `viewer { ${name}`, ' }', type, ['viewer', name], name === 'children' ? ofChild(person) : '')
    const notices = schema.getQueryType()!.getFields()['notices']!
    data['notices'] = await all(apollo, context, 'notices', '', getNamedType(notices.type) as GraphQLObjectType, ['notices'])
    response.attachment('my-data.json').type('application/json').send(`${JSON.stringify(data, null, 2)}\n`)
  })
  return router
}

/** Values, and of what stands behind the names. */
function fieldsOf(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields()).filter(({ args, name }) => args.length === 0 && !name.startsWith('viewer'))
  return fields
    .map(({ name, type: of }) => {
      const named = getNamedType(of)
      if (isLeafType(named)) return name
      return isObjectType(named) && ['Organization', 'Person', 'Activity'].includes(named.name) ? `${name} { ${named.getFields()['name'] ? 'name' : 'title'} }` : ''
    })
    .join(' ')
}

/** And the document with its kind and masked number. */
function ownFields(person: GraphQLObjectType): string {
  const document = person.getFields()['identityDocument']!
  return `${fieldsOf(person)} identityDocument { ${fieldsOf(getNamedType(document.type) as GraphQLObjectType)} }`
}

/** Whatever is kept of a child is the guardian's to have. */
function ofChild(person: GraphQLObjectType): string {
  const lists = listsOf(person).filter(([name]) => name !== 'children')
  return ` ${ownFields(person)} ${lists.map(([name, type]) => `${name}(first: ${PAGE}) { nodes { ${fieldsOf(nodeOf(type))} } }`).join(' ')}`
}

const nodeOf = (connection: GraphQLObjectType): GraphQLObjectType => getNamedType(connection.getFields()['nodes']!.type) as GraphQLObjectType

function listsOf(person: GraphQLObjectType): [string, GraphQLObjectType][] {
  return Object.values(person.getFields()).flatMap(({ name, type }) => {
    const named = getNamedType(type)
    return isObjectType(named) && named.name.endsWith('Connection') ? [[name, named]] : []
  })
}

interface Page {
  readonly nodes: object[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

async function all(apollo: ApolloServer<Context>, context: Context, before: string, after: string, connection: GraphQLObjectType, path: readonly string[], more = ''): Promise<object[]> {
  const query = `query ($after: String) { ${before}(first: ${more ? FEW : PAGE}, after: $after) { nodes { ${fieldsOf(nodeOf(connection))}${more} } pageInfo { hasNextPage endCursor } }${after} }`
  const rows: object[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const answer: Record<string, unknown> = await asked(apollo, context, query, null, { after: cursor })
    const page = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], answer) as Page
    rows.push(...page.nodes)
    if (!page.pageInfo.hasNextPage) return rows
    cursor = page.pageInfo.endCursor
  }
  throw new Refusal('QUERY_TOO_COSTLY', { most: PAGE * MOST_PAGES })
}

async function asked(apollo: ApolloServer<Context>, contextValue: Context, query: string, key: string | null, variables: object = {}): Promise<Record<string, unknown>> {
  const { body } = await apollo.executeOperation<Record<string, Record<string, unknown>>>({ query, variables: { ...variables } }, { contextValue })
  const data = body.kind === 'single' && !body.singleResult.errors ? body.singleResult.data : null
  if (!data) throw new Error(`the export asked what the schema does not answer: ${query}`)
  return key ? data[key]! : data
}
