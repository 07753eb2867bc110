import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { GraphQLJSONObject } from 'graphql-scalars'
import { dayNumber } from '@red-alliance/shared/date-period'

/** PostgreSQL has no year 0000, and nothing here is older. */
const EARLIEST = '1900-01-01'

function day(value: unknown): string {
  if (typeof value === 'string') {
    try {
      dayNumber(value)
      if (value >= EARLIEST) return value
    } catch {
      // falls through to the error
    }
  }
  throw new GraphQLError('A date is written YYYY-MM-DD and stands in the calendar', { extensions: { code: 'BAD_INPUT' } })
}

function instant(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(value)) {
    const parsed = new Date(value)
    if (!Number.isNaN(parsed.getTime())) return parsed.toISOString()
  }
  throw new GraphQLError('An instant is written 2026-03-05T14:30:00+08:00', { extensions: { code: 'BAD_INPUT' } })
}

export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day in Asia/Shanghai, YYYY-MM-DD.',
  serialize: String,
  parseValue: day,
  parseLiteral: (node) => day(node.kind === Kind.STRING ? node.value : null),
})

export const InstantScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'An instant, ISO 8601 in UTC with milliseconds.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: instant,
  parseLiteral: (node) => instant(node.kind === Kind.STRING ? node.value : null),
})

export { GraphQLJSONObject as JSONScalar }
