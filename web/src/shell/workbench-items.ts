import { useI18n } from 'vue-i18n'
import type { WorkbenchQuery } from '../api/generated/graphql.ts'
import { useEntryWords } from '../features/lists/use-entry-words.ts'
import { useDueWords } from '../features/items/due-words.ts'
import { giftsOf } from '../features/rings/ring.ts'
import { useTerms } from '../terms.ts'
import { momentText, shortMoment } from '../when.ts'
import { waitsForAnswer } from './waiting.ts'

/** One line of the inbox: what it is, what it is about, the facts, and where to do it. */
export interface Item {
  readonly key: string
  readonly icon: string
  readonly kind: string
  readonly title: string
  readonly text: string
  readonly to: string
  readonly verb: string
}

/** What waits for the viewer, in the order of the workbench: proposals and invitations to answer, hours to confirm, items to go on with, projects to complete, drafts to publish. */
export function useItems() {
  const { t, n } = useI18n()
  const { hours, term } = useTerms()
  const { due } = useDueWords()
  const { amount } = useEntryWords()
  return (data: WorkbenchQuery): readonly { readonly key: string; readonly items: readonly Item[] }[] => {
    const answers = data.waiting.nodes.map((proposal): Item => {
      const asNeed = proposal.viewerSides.includes('NEED')
      const unit = proposal.need?.unit ?? proposal.resource?.unit ?? ''
      return {
        key: proposal.id,
        icon: 'i-lucide-shuffle',
        kind: t('matching.proposal'),
        to: `/proposals/${proposal.id}`,
        verb: t('workbench.answer'),
        title: t('workbench.quantityOf', {
          title: (asNeed ? proposal.need?.title : proposal.resource?.title) ?? '',
          amount: amount(proposal.quantity, unit),
        }),
        text: [
          asNeed ? proposal.resourceOwner.name : proposal.needOwner.name,
          t('workbench.score', { score: proposal.score }),
          t('workbench.until', { at: shortMoment(proposal.expiresAt) }),
        ].join(' · '),
      }
    })
    const rings = data.rings.nodes.map((ring): Item => ({
      key: ring.id,
      icon: 'i-lucide-refresh-cw',
      kind: t('rings.title'),
      to: `/rings/${ring.id}`,
      verb: t('workbench.answer'),
      title: giftsOf(ring).map(({ giver }) => giver.need?.title ?? giver.resource?.title ?? term('Category', giver.category)).join(t('ui.and')),
      text: [
        ring.members.nodes.map(({ organization }) => organization.name).join(t('ui.and')),
        t('rings.total', { score: n(ring.value) }),
        t('workbench.until', { at: shortMoment(ring.expiresAt) }),
      ].join(' · '),
    }))
    const adjustments = data.adjustments.nodes.map((one): Item => ({
      key: one.id,
      icon: 'i-lucide-sliders-horizontal',
      kind: t('adjustments.title'),
      to: `/adjustments/${one.id}`,
      verb: t('workbench.answer'),
      title: one.resource?.title ?? one.need?.title ?? '',
      text: [one.proposer.name, term('RemedyKind', one.kind), t('workbench.until', { at: shortMoment(one.expiresAt) })].join(' · '),
    }))
    const invitations = data.announced.nodes.filter(waitsForAnswer).map((meeting): Item => ({
      key: meeting.id,
      icon: 'i-lucide-users-round',
      kind: t('workbench.invitation'),
      to: `/meetings/${meeting.id}`,
      verb: t('workbench.answer'),
      title: meeting.title,
      text: [meeting.convener.name, momentText(meeting.startsAt), meeting.place].filter(Boolean).join(' · '),
    }))
    const items = data.items.nodes.map((item): Item => ({
      key: item.id,
      icon: 'i-lucide-flag',
      kind: t('workbench.item'),
      to: `/items/${item.id}`,
      verb: t(`workbench.itemVerb.${item.askedDueOn && item.viewerMayDecide ? 'EXTENSION' : item.stage}`),
      title: item.text,
      text: [item.lead?.name, term('ItemStage', item.stage), due(item)].filter(Boolean).join(' · '),
    }))
    const logged = data.hours.nodes.map((first): Item => ({
      key: 'hours',
      icon: 'i-lucide-clock',
      kind: t('service.queue.title'),
      to: '/hours/queue',
      verb: t('workbench.look'),
      title: t('workbench.hours', { n: n(data.hours.totalCount) }),
      text: [first.community.name, t('workbench.newest', { at: momentText(first.createdAt) })].join(' · '),
    }))
    const registrations = data.registrations.nodes.map((first): Item => ({
      key: 'registrations',
      icon: 'i-lucide-map-pin-check',
      kind: t('registrations.title'),
      to: '/registrations',
      verb: t('workbench.look'),
      title: t('workbench.registrations', { n: n(data.registrations.totalCount) }),
      text: [first.place.name, t('workbench.newest', { at: momentText(first.createdAt) })].join(' · '),
    }))
    const completions = data.projects.nodes
      .filter(({ viewerMayComplete }) => viewerMayComplete)
      .map((project): Item => ({
        key: project.id,
        icon: 'i-lucide-folder-check',
        kind: t('workbench.project'),
        to: `/projects/${project.id}`,
        verb: t('workbench.look'),
        title: project.title,
        text: [project.resourceOwner.name, amount(project.quantity, project.unit), hours(project.windows)].join(' · '),
      }))
    const drafts = [...data.needDrafts.nodes, ...data.resourceDrafts.nodes].map((draft): Item => ({
      key: draft.id,
      icon: 'i-lucide-pencil-line',
      kind: t(draft.__typename === 'Need' ? 'workbench.needDraft' : 'workbench.resourceDraft'),
      title: draft.title,
      verb: t('workbench.goOn'),
      to: `/${draft.__typename === 'Need' ? 'needs' : 'resources'}/${draft.id}/revise`,
      text: [draft.owner.name, t('workbench.changed', { at: momentText(draft.updatedAt) })].join(' · '),
    }))
    return [
      { key: 'answers', items: [...invitations, ...rings, ...answers, ...adjustments, ...registrations, ...logged] },
      { key: 'items', items },
      { key: 'drafts', items: drafts },
      { key: 'completions', items: completions },
    ].filter(({ items }) => items.length)
  }
}
