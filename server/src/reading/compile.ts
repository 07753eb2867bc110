import type { EntityMetadata, EntityProperty } from '@mikro-orm/core'
import type { FieldNode, GraphQLObjectType } from 'graphql'
import { visible } from '../access/table.ts'
import type { Bindings } from '../access/bindings.ts'
import { Refusal } from '../refusal.ts'
import type { Arguments, MetadataOf, Model, Models, Order } from './model.ts'
import { decodeCursor, pageSize } from './page.ts'
import { type Document, type Selected, objectTypeOf, selectedFields } from './selection.ts'

const MOST_ROWS = 10_000
const COUNTED = 10_000
/** json_build_object takes 100 arguments. */
const PAIRS = 45

/** JSON of one object, and the lateral joins that bring what hangs on it. */
interface Compiled {
  readonly json: string
  readonly joins: string
}

/** Compiles one selection set into one SQL statement. Only `rows` names a table, and it always adds the type's visibility. */
export class Compiler {
  #aliases = 0

  constructor(
    private readonly models: Models,
    private readonly metadataOf: MetadataOf,
    private readonly document: Document,
    private readonly bindings: Bindings,
  ) {}

  /** A statement with one row and one column `data`: the object, or null where there is none to see. */
  one(type: GraphQLObjectType, nodes: readonly FieldNode[], uuid: string): string {
    const a = this.alias()
    const { json, joins } = this.object(type, a, nodes, 1)
    return `select ${json} as data from (${this.rows(type.name, a, [`${a}.id = ${this.bindings.bind(uuid, 'uuid')}`])}) ${a}${joins}`
  }

  /** A statement with one row and one column `data`: the objects by their uuid, as many as are to be seen. */
  many(type: GraphQLObjectType, nodes: readonly FieldNode[], uuids: readonly string[]): string {
    const a = this.alias()
    const { json, joins } = this.object(type, a, nodes, uuids.length)
    return `select json_object_agg(${a}.id, ${json}) as data from (${this.rows(type.name, a, [`${a}.id = any(${this.bindings.bind(uuids, 'uuid[]')})`])}) ${a}${joins}`
  }

  /** A statement with one row and one column `data`: a page of a connection. */
  list(connection: GraphQLObjectType, nodes: readonly FieldNode[], args: Arguments, orderName: string | undefined, where: (alias: string) => string[]): string {
    return `select x.j as data from ${this.page(connection, nodes, args, orderName, where, 1)} x`
  }

  private alias(): string {
    this.#aliases += 1
    return `t${this.#aliases}`
  }

  private model(type: string): Model {
    const model = this.models[type]
    if (!model) throw new Error(`reading knows no model of ${type}`)
    return model
  }

  private rows(type: string, alias: string, conditions: readonly string[]): string {
    const { tableName } = this.metadataOf(this.model(type))
    return `select ${alias}.* from ${tableName} ${alias} where ${[visible(type)(alias, this.bindings), ...conditions].join(' and ')}`
  }

  private object(type: GraphQLObjectType, alias: string, nodes: readonly FieldNode[], rowsAbove: number): Compiled {
    const model = this.model(type.name)
    const metadata = this.metadataOf(model)
    const joins: string[] = []
    const pairs = selectedFields(this.document, type, nodes).map(
      (selected) => `'${selected.key}', ${this.value(model, metadata, alias, selected, joins, rowsAbove)}`,
    )
    const chunks: string[] = []
    for (let from = 0; from < pairs.length || from === 0; from += PAIRS) chunks.push(`jsonb_build_object(${pairs.slice(from, from + PAIRS).join(', ')})`)
    return { json: chunks.length === 1 ? chunks[0]!.replace('jsonb_', 'json_') : chunks.join(' || '), joins: joins.join('') }
  }

  private value(model: Model, metadata: EntityMetadata, alias: string, selected: Selected, joins: string[], rowsAbove: number): string {
    const { name, field, nodes, args } = selected
    const computed = model.computed?.[name]
    if (computed) return computed(alias, this.bindings)

    const connection = model.connections?.[name]
    if (connection) {
      const x = this.alias()
      const where = (target: string): string[] => connection.where(target, alias, this.bindings, args)
      joins.push(` left join lateral ${this.page(objectTypeOf(field.type), nodes, args, connection.order, where, rowsAbove)} ${x} on true`)
      return `${x}.j`
    }

    const first = model.firsts?.[name]
    const property = metadata.properties[name as never] as EntityProperty | undefined
    if (!first && !property) throw new Error(`reading knows no field ${metadata.className}.${name}`)
    const column = `${alias}.${property?.fieldNames?.[0] ?? ''}`
    if (!first && property?.kind === 'scalar') return columnJson(property, column)

    const target = objectTypeOf(field.type)
    const x = this.alias()
    const a = this.alias()
    const { json, joins: inner } = this.object(target, a, nodes, rowsAbove)
    const conditions = first ? first.where(a, alias, this.bindings) : [`${a}.id = ${column}`]
    const limit = first ? `${orderBy(a, this.order(this.model(target.name), first.order))} limit 1` : ''
    joins.push(` left join lateral (select ${json} as j from (${this.rows(target.name, a, conditions)}${limit}) ${a}${inner}) ${x} on true`)
    return `${x}.j`
  }

  private order(model: Model, name?: string): Order {
    const order = name ? model.orders[name] : Object.values(model.orders)[0]
    if (!order) throw new Error(`no order ${name}`)
    return order
  }

  private page(
    connection: GraphQLObjectType,
    nodes: readonly FieldNode[],
    args: Arguments,
    orderName: string | undefined,
    where: (alias: string) => string[],
    rowsAbove: number,
  ): string {
    const type = objectTypeOf(connection.getFields()['nodes']!.type)
    const model = this.model(type.name)
    const order = this.order(model, orderName)
    const size = pageSize(args)
    const rows = rowsAbove * size
    if (rows > MOST_ROWS) throw new Refusal('QUERY_TOO_COSTLY', { most: MOST_ROWS })

    const a = this.alias()
    const conditions = where(a)
    const types = order.columns.map((column) => this.sqlType(model, column))
    const after = decodeCursor(args, types)
    const columns = order.columns.map((column) => `${a}.${column}`)
    const keyset = after && `(${columns.join(', ')}) ${order.descending ? '<' : '>'} (${after.map((value, i) => this.bindings.bind(value, types[i]!)).join(', ')})`

    const parts: string[] = []
    const joins: string[] = []
    let total = ''
    for (const selected of selectedFields(this.document, connection, nodes)) {
      if (selected.name === 'nodes') this.part(type, a, selected.key, selected.nodes, rows, parts, joins)
      if (selected.name === 'edges')
        for (const edge of selectedFields(this.document, objectTypeOf(selected.field.type), selected.nodes))
          if (edge.name === 'node') this.part(type, a, `${selected.key}.${edge.key}`, edge.nodes, rows, parts, joins)
      if (selected.name === 'totalCount') {
        const c = this.alias()
        total = `, 'total', (select count(*) from (${this.rows(type.name, c, where(c))} limit ${COUNTED}) counted)`
      }
    }
    const cursor = `json_build_array(${columns.map((column) => `${column}::text`).join(', ')})::text`
    const inner = this.rows(type.name, a, keyset ? [...conditions, keyset] : conditions).replace(`select ${a}.*`, `select ${a}.*, row_number() over (${orderBy(a, order)}) as rn, ${cursor} as cursor`)
    return `(select json_build_object('rows', coalesce(json_agg(json_build_object('@c', ${a}.cursor${parts.join('')}) order by ${a}.rn) filter (where ${a}.rn <= ${size}), '[]'), 'more', count(*) > ${size}${total}) as j
      from (${inner}${orderBy(a, order)} limit ${size + 1}) ${a}${joins.join('')})`
  }

  private part(type: GraphQLObjectType, alias: string, key: string, nodes: readonly FieldNode[], rows: number, parts: string[], joins: string[]): void {
    const { json, joins: own } = this.object(type, alias, nodes, rows)
    parts.push(`, '${key}', ${json}`)
    joins.push(own)
  }

  private sqlType(model: Model, column: string): string {
    const property = this.metadataOf(model).props.find(({ fieldNames }) => fieldNames?.includes(column))
    return property?.columnTypes[0] ?? 'text'
  }
}

function orderBy(alias: string, { columns, descending }: Order): string {
  return ` order by ${columns.map((column) => `${alias}.${column}${descending ? ' desc' : ''}`).join(', ')}`
}

function columnJson(property: EntityProperty, column: string): string {
  switch (property.columnTypes[0]) {
    case 'int4multirange':
      return `(select json_agg(json_build_object('start', lower(span), 'end', upper(span))) from unnest(${column}) span)`
    case 'timestamptz':
    case 'timestamptz(0)':
    case 'timestamptz(6)':
      return `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    default:
      return column
  }
}
