import { Args, Arg, type ClassType, FieldResolver } from 'type-graphql'
import { PageArgs } from './paging.ts'

/** A list that hangs on an object, as a field with paging arguments and perhaps a filter; its value comes from reading. */
export function Relation(connection: () => ClassType, filter?: () => ClassType): MethodDecorator {
  return (target, key, descriptor) => {
    Reflect.defineMetadata('design:paramtypes', [], target, key)
    FieldResolver(connection)(target, key, descriptor)
    Args(() => PageArgs)(target, key, 0)
    if (filter) Arg('filter', filter, { nullable: true })(target, key, 1)
  }
}
