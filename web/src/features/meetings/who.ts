import { computed, ref, type Ref } from 'vue'
import type { Unit } from './circle.ts'
import type { MeetingDraft } from './meeting-draft.ts'
import type { Picked } from './OrganizationField.vue'

/**
 * Who came, or who is asked: units of the circle by a tap, others found by name, and people without an account.
 *
 * @param key where the draft keeps the ids of its organizations
 */
export function useWho<Key extends string>(draft: Ref<MeetingDraft & Record<Key, string[]>>, key: Key, units: () => readonly Unit[]) {
  const ids = computed<string[]>({
    get: () => draft.value[key],
    set: (next) => Object.assign(draft.value, { [key]: next }),
  })
  const isIn = (id: string): boolean => ids.value.includes(id)
  /** Empties the field by which an organization is found. */
  const round = ref(0)
  function toggle(id: string): void {
    ids.value = isIn(id) ? ids.value.filter((one) => one !== id) : [...ids.value, id]
  }
  function add(one: Picked | null): void {
    if (!one) return
    if (!units().some(({ id }) => id === one.id)) draft.value.added = [...draft.value.added.filter(({ id }) => id !== one.id), one]
    if (!isIn(one.id)) toggle(one.id)
    round.value += 1
  }
  const takeAway = (key: string): void => {
    draft.value.people = draft.value.people.filter((person) => person.key !== key)
  }
  return { isIn, toggle, add, takeAway, round }
}
