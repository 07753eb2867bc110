import { type ASTVisitor, GraphQLError, Kind, type SelectionSetNode, type ValidationContext, type ValidationRule } from 'graphql'
import { Refusal, type RefusalDetails } from '../refusal.ts'
import type { RefusalCode } from '@red-alliance/shared/refusals'

export const DEEPEST = 12
export const MOST_ALIASES = 30
export const MOST_ROOT_FIELDS = 20
export const MOST_TOKENS = 4000
/** With every fragment written out; a screen asks for some sixty, introspection for some three hundred. */
export const MOST_FIELDS = 1000
export const LARGEST_BODY = '256kb'

const refused = (code: RefusalCode, details: RefusalDetails): GraphQLError => new GraphQLError(code, { extensions: { code, details } })

/** Refuses documents that are too deep or repeat themselves under too many names, before anything is read. */
export const shapeRule: ValidationRule = (context: ValidationContext): ASTVisitor => {
  let aliases = 0
  const measured = new Map<string, Measure | null>()
  return {
    Field: ({ alias }) => {
      if (alias) aliases += 1
      if (aliases === MOST_ALIASES + 1) context.reportError(refused('QUERY_TOO_COSTLY', { most: MOST_ALIASES }))
    },
    OperationDefinition: ({ selectionSet }) => {
      const { depth, fields, here } = measure(context, selectionSet, measured)
      if (here > MOST_ROOT_FIELDS) context.reportError(refused('QUERY_TOO_COSTLY', { most: MOST_ROOT_FIELDS }))
      if (depth > DEEPEST) context.reportError(refused('QUERY_TOO_DEEP', { most: DEEPEST }))
      if (fields > MOST_FIELDS) context.reportError(refused('QUERY_TOO_COSTLY', { most: MOST_FIELDS }))
    },
    StringValue: ({ value }) => {
      if (!isCleanText(value)) context.reportError(refused('BAD_INPUT', {}))
    },
  }
}

/** A subscription needs a connection that stays: see live.ts. */
export const answerRule: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition: ({ operation }) => {
    if (operation === 'subscription') context.reportError(refused('BAD_INPUT', {}))
  },
})

interface Measure {
  /** Selection sets within each other; introspection, which is about no data, has a rule of its own. */
  readonly depth: number
  readonly fields: number
  /** Fields of this level alone. */
  readonly here: number
}

const NOTHING: Measure = { depth: 0, fields: 0, here: 0 }

/** A selection set with its fragments written out, each fragment measured once: fragments in fragments can stand for millions of fields. */
function measure(context: ValidationContext, { selections }: SelectionSetNode, measured: Map<string, Measure | null>): Measure {
  let [depth, fields, here] = [1, 0, 0]
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      const below = node.selectionSet ? measure(context, node.selectionSet, measured) : NOTHING
      if (!node.name.value.startsWith('__')) depth = Math.max(depth, below.depth + 1)
      fields += below.fields + 1
      here += 1
    } else {
      const part = node.kind === Kind.INLINE_FRAGMENT ? measure(context, node.selectionSet, measured) : measureFragment(context, node.name.value, measured)
      depth = Math.max(depth, part.depth)
      fields += part.fields
      here += part.here
    }
  }
  return { depth, fields, here }
}

function measureFragment(context: ValidationContext, name: string, measured: Map<string, Measure | null>): Measure {
  const known = measured.get(name)
  const fragment = context.getFragment(name)
  // What is unknown, and a fragment within itself, is another rule's business.
  if (known !== undefined || !fragment) return known ?? NOTHING
  measured.set(name, null)
  const found = measure(context, fragment.selectionSet, measured)
  measured.set(name, found)
  return found
}

/** PostgreSQL keeps neither null bytes nor halves of surrogate pairs. */
export function isCleanText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0')
}

/** @throws Refusal BAD_INPUT for text anywhere in the value, keys included, that no database keeps; QUERY_TOO_DEEP for JSON nested beyond use */
export function requireClean(value: unknown, depth = 0): void {
  if (depth > 20) throw new Refusal('QUERY_TOO_DEEP', { most: 20 })
  if (typeof value === 'string' && !isCleanText(value)) throw new Refusal('BAD_INPUT')
  if (value === null || typeof value !== 'object') return
  for (const [key, item] of Object.entries(value)) {
    if (!isCleanText(key)) throw new Refusal('BAD_INPUT')
    requireClean(item, depth + 1)
  }
}
