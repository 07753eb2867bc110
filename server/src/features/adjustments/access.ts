import type { Predicate } from '../../access/bindings.ts'
import { ACTING, OVERSEEING, anyOf, holds, holdsAbove, keepsRecordsFor } from '../../access/rules.ts'
import { type Access, type Question, may } from '../../access/table.ts'

/** Who asks what would help a need: whoever acts for its owner or stands above, as with what was in its way. */
export const asksForRemedies: Predicate = anyOf(holds('owner_id', ...ACTING), holdsAbove('owner_id', ...OVERSEEING))

const answers = ({ proxy }: Question): Predicate => (proxy ? keepsRecordsFor('asked_id') : holds('asked_id', 'SECRETARY', 'LIAISON'))

export const access: Access = {
  visible: {
    /** Who is asked, who asks, whose need it is, and whoever stands above one of them or keeps its records. */
    Adjustment: anyOf(
      holds('asked_id', ...ACTING),
      holds('proposer_id', ...ACTING),
      holds('need_owner_id', ...ACTING),
      holdsAbove('asked_id', ...OVERSEEING),
      holdsAbove('need_owner_id', ...OVERSEEING),
      keepsRecordsFor('asked_id'),
    ),
  },
  may: {
    /** Subject: the need. Its own side, the secretary above, or who keeps a unit's records. */
    'adjustment.propose': () => anyOf(holds('owner_id', ...ACTING), holdsAbove('owner_id', 'SECRETARY'), keepsRecordsFor('owner_id')),
    /** Subject: the need; who may offer it further may change it so that it is met. */
    'need.adjust': (question) => may('need.widen', question),
    'adjustment.accept': answers,
    'adjustment.decline': answers,
    'adjustment.withdraw': () => holds('proposer_id', ...ACTING),
  },
}
