import { ArgsType, type ClassType, Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql'

/** Everything that can be fetched again by its id. */
@InterfaceType('Node', { resolveType: (value: { __typename: string }) => value.__typename })
export abstract class Node {
  @Field(() => ID) id!: string
}

@ObjectType()
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean
  @Field(() => String, { nullable: true }) endCursor!: string | null
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'At most 100; 20 unless told.' }) first?: number
  @Field(() => String, { nullable: true, description: "A cursor of the same list, to go on after." }) after?: string
}

/** The Relay connection of a type. `totalCount` counts what the viewer sees, up to 10,000. */
export function connectionOf<T extends object>(type: ClassType<T>, name: string): ClassType {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => String) cursor!: string
    @Field(() => type) node!: T
  }
  @ObjectType(`${name}Connection`)
  class Connection {
    @Field(() => [Edge]) edges!: Edge[]
    @Field(() => [type]) nodes!: T[]
    @Field(() => PageInfo) pageInfo!: PageInfo
    @Field(() => Int, { description: 'Visible ones, counted up to 10,000.' }) totalCount!: number
  }
  return Connection
}

/** The body of a field that exists for its arguments only: reading brings its value. */
export function broughtByReading(): never {
  throw new Error('reading brings this field')
}
