import { useAction } from '../../api/action.ts'
import {
  AcceptItemDocument,
  AskExtensionDocument,
  DecideExtensionDocument,
  LookBackItemDocument,
  ReassignItemDocument,
  ReportDoneDocument,
  ReportProgressDocument,
  ReturnItemDocument,
  SuperviseItemDocument,
  VerifyItemDocument,
  type ItemFullFragment,
} from '../../api/generated/graphql.ts'
import type { Refused } from '../../api/refusal.ts'

export type VerbKey =
  'accept' | 'return' | 'progress' | 'done' | 'ask' | 'grant' | 'refuse' | 'reassign' | 'verify' | 'sendBack' | 'supervise' | 'lookBack'

export interface Said {
  readonly fileIds: readonly string[]
  readonly words: string
  readonly dueOn: string
  readonly leadId: string
  readonly satisfaction: number
}
/** What a verb wants to be told. */
export interface Verb {
  readonly key: VerbKey
  readonly icon: string
  readonly kind: 'solid' | 'decide' | 'plain' | 'quiet'
  readonly words: 'must' | 'may' | null
  readonly dueOn: boolean
}
const verb = (key: VerbKey, icon: string, kind: Verb['kind'], words: Verb['words'], dueOn = false): Verb => ({
  key,
  icon,
  kind,
  words,
  dueOn,
})

/** What the viewer can do with an item now; the first is what it waits for. */
export function verbsOf(item: ItemFullFragment): readonly Verb[] {
  const { stage } = item
  const under = stage === 'ASSIGNED' || stage === 'ACCEPTED'
  return [
    ...(stage === 'REPORTED' && item.viewerMayVerify
      ? [verb('verify', 'i-lucide-circle-check', 'solid', 'may'), verb('sendBack', 'i-lucide-undo-2', 'plain', 'must')]
      : []),
    ...(item.askedDueOn && item.viewerMayDecide
      ? [verb('grant', 'i-lucide-calendar-check', 'decide', 'may'), verb('refuse', 'i-lucide-calendar-x', 'plain', 'must')]
      : []),
    ...(stage === 'RETURNED' && item.viewerMayDecide ? [verb('reassign', 'i-lucide-user-round-pen', 'solid', 'may', true)] : []),
    ...(stage === 'ASSIGNED' && item.viewerMayLead ? [verb('accept', 'i-lucide-hand', 'solid', null)] : []),
    ...(stage === 'ACCEPTED' && item.viewerMayLead ? [verb('done', 'i-lucide-flag', 'solid', 'must')] : []),
    ...(under && item.viewerMayReport ? [verb('progress', 'i-lucide-message-square-plus', 'decide', 'must')] : []),
    ...(stage === 'ACCEPTED' && item.viewerMayLead && !item.askedDueOn
      ? [verb('ask', 'i-lucide-calendar-clock', 'plain', 'must', true)]
      : []),
    ...(stage === 'ASSIGNED' && item.viewerMayLead ? [verb('return', 'i-lucide-undo-2', 'plain', 'must')] : []),
    ...(stage === 'CLOSED' && item.viewerMayWrite && !item.satisfaction ? [verb('lookBack', 'i-lucide-smile', 'decide', 'may')] : []),
    ...(item.viewerMaySupervise ? [verb('supervise', 'i-lucide-megaphone', 'plain', 'must')] : []),
  ]
}

/** Every verb's mutation under its key. */
export function useVerbs() {
  const [accept, back, progress, done] = [
    useAction(AcceptItemDocument),
    useAction(ReturnItemDocument),
    useAction(ReportProgressDocument),
    useAction(ReportDoneDocument),
  ]
  const [ask, decide, reassign] = [useAction(AskExtensionDocument), useAction(DecideExtensionDocument), useAction(ReassignItemDocument)]
  const [verify, supervise, lookBack] = [useAction(VerifyItemDocument), useAction(SuperviseItemDocument), useAction(LookBackItemDocument)]
  const all = [accept, back, progress, done, ask, decide, reassign, verify, supervise, lookBack]
  const run = (key: VerbKey, id: string, { words, dueOn, leadId, satisfaction, fileIds }: Said): Promise<unknown> => {
    const maybe = words || null
    const runs: Record<VerbKey, () => Promise<unknown>> = {
      accept: () => accept.run({ id }),
      return: () => back.run({ id, words }),
      progress: () => progress.run({ id, words, fileIds: [...fileIds] }),
      done: () => done.run({ id, words, fileIds: [...fileIds] }),
      ask: () => ask.run({ id, dueOn, words }),
      grant: () => decide.run({ id, granted: true, words: maybe }),
      refuse: () => decide.run({ id, granted: false, words: maybe }),
      reassign: () => reassign.run({ id, leadId, dueOn, words: maybe }),
      verify: () => verify.run({ id, accepted: true, words: maybe }),
      sendBack: () => verify.run({ id, accepted: false, words: maybe }),
      supervise: () => supervise.run({ id, words }),
      lookBack: () => lookBack.run({ id, satisfaction, words: maybe }),
    }
    return runs[key]()
  }
  return {
    run,
    busy: (): boolean => all.some(({ busy }) => busy.value),
    refused: (): Refused | null => all.map(({ refused }) => refused.value).find((one) => one !== null) ?? null,
    clear: (): void => {
      for (const { refused } of all) refused.value = null
    },
  }
}
