import { type ASTVisitor, GraphQLError, Kind, type SelectionSetNode, type ValidationContext, type ValidationRule } from 'graphql'
import { Refusal, type RefusalDetails } from '../refusal.ts'
import type { RefusalCode } from '@red-alliance/shared/refusals'

export const DEEPEST = 12
export const MOST_ALIASES = 30
export const MOST_ROOT_FIELDS = 20
export const MOST_TOKENS = 4000
export const LARGEST_BODY = '256kb'

const refused = (code: RefusalCode, details: RefusalDetails): GraphQLError => new GraphQLError(code, { extensions: { code, details } })

/** Refuses documents that are too deep or repeat themselves under too many names, before anything is read. */
export const shapeRule: ValidationRule = (context: ValidationContext): ASTVisitor => {
  let aliases = 0
  return {
    Field: ({ alias }) => {
      if (alias) aliases += 1
      if (aliases === MOST_ALIASES + 1) context.reportError(refused('QUERY_TOO_COSTLY', { most: MOST_ALIASES }))
    },
    OperationDefinition: ({ selectionSet }) => {
      if (fieldsIn(context, selectionSet) > MOST_ROOT_FIELDS) context.reportError(refused('QUERY_TOO_COSTLY', { most: MOST_ROOT_FIELDS }))
      if (isDeeper(context, selectionSet, DEEPEST, new Set())) context.reportError(refused('QUERY_TOO_DEEP', { most: DEEPEST }))
    },
    StringValue: ({ value }) => {
      if (!isCleanText(value)) context.reportError(refused('BAD_INPUT', {}))
    },
  }
}

function fieldsIn(context: ValidationContext, { selections }: SelectionSetNode): number {
  return selections.reduce((sum, node) => {
    if (node.kind === Kind.FIELD) return sum + 1
    const set = node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : context.getFragment(node.name.value)?.selectionSet
    return sum + (set?.selections.length ?? 0)
  }, 0)
}

function isDeeper(context: ValidationContext, { selections }: SelectionSetNode, left: number, within: ReadonlySet<string>): boolean {
  if (left === 0) return true
  return selections.some((node) => {
    if (node.kind === Kind.FIELD) return !node.name.value.startsWith('__') && node.selectionSet !== undefined && isDeeper(context, node.selectionSet, left - 1, within)
    if (node.kind === Kind.INLINE_FRAGMENT) return isDeeper(context, node.selectionSet, left, within)
    const fragment = context.getFragment(node.name.value)
    // A fragment within itself is another rule's business.
    return fragment && !within.has(node.name.value) ? isDeeper(context, fragment.selectionSet, left, new Set([...within, node.name.value])) : false
  })
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
