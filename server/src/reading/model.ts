import type { EntityMetadata } from '@mikro-orm/core'
import type { Bindings, Predicate } from '../access/bindings.ts'
import type { Environment } from '../graphql/context.ts'

/** The arguments of a field, as GraphQL coerced them. */
export type Arguments = Record<string, unknown>

/** Columns of one order, all in one direction so that a cursor is one row comparison; the last one is unique. */
export interface Order {
  readonly columns: readonly string[]
  readonly descending: boolean
}

/** A list that hangs on an object: which rows of another type belong to it. */
export interface Connection {
  readonly type: string
  readonly where: (target: string, parent: string, bindings: Bindings, args: Arguments) => string[]
  readonly order: string
}

/** A to-one that is no plain foreign key: at most one row, the first in the order. */
export interface First {
  readonly type: string
  readonly where: (target: string, parent: string, bindings: Bindings) => string[]
  readonly order: string
}

/** What reading knows of a GraphQL type beyond the ORM's metadata. Everything not named here is a column or a foreign key of its entity. */
export interface Model {
  readonly entity: new () => object
  readonly computed?: Record<string, Predicate>
  /** What is made of a computed value where the database lacks what it takes. */
  readonly derived?: Record<string, (value: unknown, environment: Environment) => unknown>
  readonly connections?: Record<string, Connection>
  readonly firsts?: Record<string, First>
  /** The first one is the default. */
  readonly orders: Record<string, Order>
}

export type Models = Record<string, Model>
/** What a feature adds to the types of features it builds on. */
export type Extensions = Record<string, Pick<Model, 'computed' | 'connections' | 'firsts'>>
export type MetadataOf = (model: Model) => EntityMetadata
