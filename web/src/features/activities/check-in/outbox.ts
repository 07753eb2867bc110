import { computed, onScopeDispose, ref, type ComputedRef } from 'vue'
import type { Client } from '@urql/vue'
import { CheckInDocument, CheckOutDocument } from '../../../api/generated/graphql.ts'
import { newKey } from '../../../api/action.ts'
import { refusedBy, type Refused } from '../../../api/refusal.ts'
import { viewer } from '../../people/viewer.ts'

export type Verb = 'IN' | 'OUT'

/** A code that was taken: kept on this phone until the server has it, and sent under one key, so that it counts once. */
export interface Taken {
  readonly key: string
  readonly verb: Verb
  readonly code: string
  readonly sessionId: string
  /** When the code stood on the screen; of a typed one, when it was typed. */
  readonly at: string
  readonly state: 'WAITING' | 'SENT' | 'REFUSED'
  readonly minutes?: number | null
  readonly logged?: boolean
  readonly refused?: Refused
}

const MOST_KEPT = 20
const LOOK_AGAIN_MS = 20_000
const entries = ref<readonly Taken[]>([])
let keptFor: string | null = null
let sending = false

const place = (): string => `outbox:check-in:${viewer.value?.id ?? ''}`

function load(): void {
  if (keptFor === place()) return
  keptFor = place()
  try {
    entries.value = JSON.parse(localStorage.getItem(keptFor) ?? '[]') as Taken[]
  } catch {
    entries.value = []
  }
}

function keep(next: readonly Taken[]): void {
  entries.value = next.slice(-MOST_KEPT)
  localStorage.setItem(place(), JSON.stringify(entries.value))
}

/** What this person took on this phone, the newest last. */
export function outbox(): ComputedRef<readonly Taken[]> {
  load()
  return computed(() => entries.value)
}

/** Puts a code away before anything is sent; the same code for the same thing is kept once. */
export function take(taken: Pick<Taken, 'verb' | 'code' | 'sessionId' | 'at'>): void {
  load()
  if (entries.value.some(({ verb, code, state }) => verb === taken.verb && code === taken.code && state !== 'REFUSED')) return
  keep([...entries.value, { ...taken, key: newKey(), state: 'WAITING' }])
}

export function clearSent(): void {
  keep(entries.value.filter(({ state }) => state === 'WAITING'))
}

/** Sends what waits, in the order in which it was taken; stops where there is no line. */
export async function send(client: Client): Promise<void> {
  load()
  if (sending) return
  sending = true
  try {
    for (let next = waiting(); next; next = waiting()) if (!(await sendOne(client, next))) return
  } finally {
    sending = false
  }
}

/** Sends what waits as soon as there is a line again, on whatever page one is. */
export function useLine(client: Client): void {
  const again = (): void => void send(client)
  const timer = setInterval(() => navigator.onLine && waiting() && again(), LOOK_AGAIN_MS)
  addEventListener('online', again)
  onScopeDispose(() => {
    clearInterval(timer)
    removeEventListener('online', again)
  })
  again()
}

const waiting = (): Taken | undefined => entries.value.find(({ state }) => state === 'WAITING')

/** @returns whether it reached the server */
async function sendOne(client: Client, taken: Taken): Promise<boolean> {
  const variables = { code: taken.code, sessionId: taken.sessionId }
  const options = { fetchOptions: { credentials: 'same-origin' as const, headers: { 'Idempotency-Key': taken.key } } }
  const [answer, error] =
    taken.verb === 'IN'
      ? await client.mutation(CheckInDocument, variables, options).toPromise().then((result) => [result.data?.checkIn, result.error] as const)
      : await client.mutation(CheckOutDocument, variables, options).toPromise().then((result) => [result.data?.checkOut, result.error] as const)
  if (error) {
    const refused = refusedBy(error)
    // Without a line, or logged out, it waits: it is not lost.
    if (error.networkError || refused.code === 'UNAUTHENTICATED') return false
    put(taken.key, { state: 'REFUSED', refused })
    return true
  }
  put(taken.key, { state: 'SENT', minutes: answer?.minutes ?? null, logged: answer?.logged ?? false })
  return true
}

const put = (key: string, change: Partial<Taken>): void => keep(entries.value.map((one) => (one.key === key ? { ...one, ...change } : one)))
