import { mayConvene } from '../features/meetings/convening.ts'
import { actsForNobody, hasRole } from '../features/people/viewer.ts'

export interface Place {
  readonly to: string
  /** Other paths that belong to it. */
  readonly also?: readonly string[]
  readonly key: string
  readonly icon: string
  /** One of the tabs within the thumb's reach; the others are found under "me". */
  readonly phone: boolean
  /** Shown to these only. */
  readonly when?: () => boolean
}

const WORKBENCH: Place = { to: '/', key: 'workbench', icon: 'i-lucide-house', phone: true }

/** Of who acts for an organization. */
const ACTING_PLACES: readonly Place[] = [
  WORKBENCH,
  { to: '/needs', key: 'needs', icon: 'i-lucide-file-text', phone: true },
  { to: '/resources', key: 'resources', icon: 'i-lucide-package', phone: true },
  { to: '/matching', also: ['/proposals', '/adjustments'], key: 'matching', icon: 'i-lucide-shuffle', phone: false },
  { to: '/projects', key: 'projects', icon: 'i-lucide-folder-check', phone: true },
  { to: '/meetings', key: 'meetings', icon: 'i-lucide-users-round', phone: false },
  { to: '/items', key: 'items', icon: 'i-lucide-list-checks', phone: false },
  { to: '/registrations', key: 'registrations', icon: 'i-lucide-map-pin-check', phone: false, when: () => mayConvene.value },
  { to: '/activities', also: ['/academy', '/check-in', '/wishes'], key: 'activities', icon: 'i-lucide-calendar-heart', phone: false },
  { to: '/hours/queue', also: ['/hours/paper'], key: 'queue', icon: 'i-lucide-clock', phone: false, when: () => mayConvene.value },
  { to: '/duties', key: 'duties', icon: 'i-lucide-calendar-check', phone: false, when: () => mayConvene.value || hasRole('SUPERVISOR', 'ADMIN') },
  { to: '/hours', key: 'hours', icon: 'i-lucide-hand-heart', phone: false },
  { to: '/organizations', also: ['/alliances', '/communities'], key: 'organizations', icon: 'i-lucide-network', phone: false },
  { to: '/people', key: 'people', icon: 'i-lucide-users', phone: false, when: () => hasRole('ADMIN') },
]

/** Of who volunteers and decides for nobody. */
const VOLUNTEER_PLACES: readonly Place[] = [
  { ...WORKBENCH, key: 'home' },
  { to: '/activities', also: ['/academy', '/check-in', '/wishes'], key: 'activities', icon: 'i-lucide-calendar-heart', phone: true },
  { to: '/hours/new', key: 'log', icon: 'i-lucide-square-pen', phone: true },
  { to: '/hours', key: 'hours', icon: 'i-lucide-hand-heart', phone: true },
  { to: '/needs', key: 'needs', icon: 'i-lucide-file-text', phone: false },
  { to: '/resources', key: 'resources', icon: 'i-lucide-package', phone: false },
  { to: '/meetings', key: 'meetings', icon: 'i-lucide-users-round', phone: false },
  { to: '/organizations', also: ['/alliances', '/communities'], key: 'organizations', icon: 'i-lucide-network', phone: false },
]

/** Only places that exist, and only for whom they exist. */
export function places(): readonly Place[] {
  return (actsForNobody.value ? VOLUNTEER_PLACES : ACTING_PLACES).filter(({ when }) => when?.() ?? true)
}

/** The place that the path belongs to: the one that says most of it. */
export function isHere(place: Place, path: string): boolean {
  const most = ({ to, also = [] }: Place): number => Math.max(-1, ...[to, ...also].filter((start) => path === start || (start !== '/' && path.startsWith(`${start}/`))).map(({ length }) => length))
  const nearest = Math.max(...places().map(most))
  return nearest >= 0 && most(place) === nearest
}
