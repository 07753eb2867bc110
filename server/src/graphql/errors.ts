import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { isRefusalCode } from '@red-alliance/shared/refusals'
import { asRefusal } from '../operation.ts'

const BAD_INPUT: string[] = [
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.BAD_REQUEST,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
]

/** Every error in one form: a code of the catalogue and its details. What is no refusal is a bug and says no more than that. */
export function formatError(formatted: GraphQLFormattedError, error: unknown, report: (error: unknown) => void): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted
  const original = unwrapResolverError(error)
  const refusal = asRefusal(original)
  if (refusal) return { message: refusal.code, locations, path, extensions: { code: refusal.code, details: refusal.details } }
  // Apollo puts a code of its own over that of a validation rule.
  const rule = (original as { originalError?: { extensions?: GraphQLFormattedError['extensions'] } } | null)?.originalError?.extensions ?? extensions
  const code = String(rule?.['code'] ?? extensions?.['code'] ?? '')
  if (original instanceof GraphQLError || error === original) {
    if (isRefusalCode(code) && code !== 'INTERNAL') return { message, locations, path, extensions: { code, details: rule?.['details'] ?? {} } }
    if (BAD_INPUT.includes(code)) return { message, locations, path, extensions: { code: 'BAD_INPUT', details: {} } }
  }
  report(original)
  return { message: 'INTERNAL', locations, path, extensions: { code: 'INTERNAL', details: {} } }
}
