import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useClientHandle, type AnyVariables, type TypedDocumentNode } from '@urql/vue'
import { refusedBy, type Refused } from './refusal.ts'

export interface Action<Data, Variables> {
  readonly busy: Ref<boolean>
  readonly refused: ShallowRef<Refused | null>
  /** The answer, or null when refused (then `refused` says why). */
  readonly run: (variables: Variables) => Promise<Data | null>
}

/**
 * A mutation with an Idempotency-Key: one key per action of the user, kept while the outcome is unknown (the
 * connection broke) and the input is the same, so that trying again cannot do it twice.
 */
export function useAction<Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>): Action<Data, Variables> {
  const { client } = useClientHandle()
  const busy = ref(false)
  const refused = shallowRef<Refused | null>(null)
  let open: { key: string; input: string } | null = null
  async function run(variables: Variables): Promise<Data | null> {
    const input = JSON.stringify(variables)
    if (open?.input !== input) open = { key: newKey(), input }
    busy.value = true
    refused.value = null
    const { data, error } = await client
      .mutation(document, variables, { fetchOptions: { credentials: 'same-origin', headers: { 'Idempotency-Key': open.key } } })
      .toPromise()
    busy.value = false
    if (error) {
      refused.value = refusedBy(error)
      if (!error.networkError) open = null
      return null
    }
    open = null
    return data ?? null
  }
  return { busy, refused, run }
}

/** `crypto.randomUUID` exists only in a secure context; an office may serve this over plain HTTP. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
