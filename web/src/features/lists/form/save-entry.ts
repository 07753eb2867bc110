import { computed } from 'vue'
import { useAction, type Action } from '../../../api/action.ts'
import {
  DraftNeedDocument,
  DraftResourceDocument,
  PublishNeedDocument,
  PublishResourceDocument,
  ReviseNeedDocument,
  ReviseResourceDocument,
  TurnWishIntoNeedDocument,
} from '../../../api/generated/graphql.ts'
import type { Refused } from '../../../api/refusal.ts'
import type { EntryDetail, ListSide } from '../entry.ts'
import { needInput, resourceInput, type EntryDraft } from './entry-draft.ts'

interface Saving {
  readonly draft: (form: EntryDraft) => Promise<EntryDetail | null>
  readonly revise: (saved: { id: string; version: number }, form: EntryDraft) => Promise<EntryDetail | null>
  readonly publish: (id: string) => Promise<EntryDetail | null>
  readonly actions: readonly Pick<Action<never, never>, 'busy' | 'refused'>[]
}

/** A wish that becomes the need, and what is said to who wished. */
export interface WishBehind {
  readonly id: string
  readonly answer: string
}

/** The three mutations of a form, for either list. */
export function useSaving(side: ListSide, wish: WishBehind | null = null) {
  const { draft, revise, publish, actions } = side === 'NEED' ? savingNeed(wish) : savingResource()
  return {
    draft,
    revise,
    publish,
    busy: computed(() => actions.some(({ busy }) => busy.value)),
    refused: computed<Refused | null>(() => actions.map(({ refused }) => refused.value).find((one) => one !== null) ?? null),
    clear: () => {
      for (const { refused } of actions) refused.value = null
    },
  }
}

function savingNeed(wish: WishBehind | null): Saving {
  const [draft, turn, revise, publish] = [useAction(DraftNeedDocument), useAction(TurnWishIntoNeedDocument), useAction(ReviseNeedDocument), useAction(PublishNeedDocument)]
  return {
    draft: async (form) => (wish ? (await turn.run({ ...wish, input: needInput(form) }))?.turnWishIntoNeed.need : (await draft.run({ input: needInput(form) }))?.draftNeed) ?? null,
    revise: async ({ id, version }, form) => (await revise.run({ id, version, input: needInput(form) }))?.reviseNeed ?? null,
    publish: async (id) => (await publish.run({ id }))?.publishNeed ?? null,
    actions: [draft, turn, revise, publish],
  }
}

function savingResource(): Saving {
  const [draft, revise, publish] = [useAction(DraftResourceDocument), useAction(ReviseResourceDocument), useAction(PublishResourceDocument)]
  return {
    draft: async (form) => (await draft.run({ input: resourceInput(form) }))?.draftResource ?? null,
    revise: async ({ id, version }, form) => (await revise.run({ id, version, input: resourceInput(form) }))?.reviseResource ?? null,
    publish: async (id) => (await publish.run({ id }))?.publishResource ?? null,
    actions: [draft, revise, publish],
  }
}
