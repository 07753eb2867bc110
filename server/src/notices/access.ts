import type { Predicate } from '../access/bindings.ts'
import { loggedIn } from '../access/rules.ts'
import type { Access } from '../access/table.ts'

const ones: Predicate = (alias, p) => `${alias}.person_id = ${p.person}`

export const access: Access = {
  /** An inbox is its owner's alone: nobody above sees what a person was told, or when they read it. */
  visible: { Notice: ones },
  may: {
    'notice.markRead': () => ones,
    'notice.markAllRead': () => loggedIn,
  },
}
