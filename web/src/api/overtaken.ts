import { makeOperation, mapExchange, type Client, type Exchange } from '@urql/vue'

/**
 * A question that is on its way while something is changed may bring the old state, and the cache takes the answer that comes last: on a
 * slow line the page would go on showing what was before. Such a question is asked once more, after its answer has come.
 */
export function overtaken(client: () => Client): Exchange {
  const away = new Set<number>()
  const late = new Set<number>()
  return mapExchange({
    onOperation({ kind, key }) {
      if (kind === 'query') away.add(key)
    },
    onResult({ operation }) {
      if (operation.kind === 'mutation') for (const key of away) late.add(key)
      if (operation.kind !== 'query') return
      away.delete(operation.key)
      // Only when everybody has had the answer that is being handed on.
      if (late.delete(operation.key)) setTimeout(() => client().reexecuteOperation(makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' })))
    },
  })
}
