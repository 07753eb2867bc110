import type { Role } from '@red-alliance/shared/glossary'
import { localDate } from '../time.ts'
import { type Actor, held } from './actor.ts'

/** SQL text that says of the row `alias` whether something holds, with values bound through `Bindings` and never written into it. */
export type Predicate = (alias: string, bindings: Bindings) => string

/** The values of one statement. Each is bound once, at its first use, because PostgreSQL cannot type a value that nobody uses. */
export class Bindings {
  readonly values: unknown[] = []
  readonly #placeholders = new Map<string, string>()

  constructor(
    readonly actor: Actor,
    readonly instant: Date,
  ) {}

  /** @returns the value's placeholder, cast: `$1::uuid[]` */
  bind(value: unknown, type: string): string {
    const key = `${type} ${JSON.stringify(value)}`
    const known = this.#placeholders.get(key)
    if (known) return known
    const placeholder = `$${this.values.push(value)}::${type}`
    this.#placeholders.set(key, placeholder)
    return placeholder
  }

  /** The person who asks (null when nobody is logged in). */
  get person(): string {
    return this.bind(this.actor.personId, 'uuid')
  }

  /** Organizations, ancestors and alliances the actor stands in. */
  get circles(): string {
    return this.bind(this.actor.circles, 'uuid[]')
  }

  held(...roles: Role[]): string {
    return this.bind(held(this.actor, roles), 'uuid[]')
  }

  holdsAny(...roles: Role[]): boolean {
    return held(this.actor, roles).length > 0
  }

  get now(): string {
    return this.bind(this.instant.toISOString(), 'timestamptz')
  }

  get today(): string {
    return this.bind(localDate(this.instant), 'date')
  }
}
