import { hasRole } from '../features/people/viewer.ts'

export interface Place {
  readonly to: string
  readonly key: string
  readonly icon: string
  readonly phone: boolean
}

const PLACES: readonly Place[] = [
  { to: '/', key: 'workbench', icon: 'i-lucide-house', phone: true },
  { to: '/needs', key: 'needs', icon: 'i-lucide-file-text', phone: true },
  { to: '/resources', key: 'resources', icon: 'i-lucide-package', phone: true },
  { to: '/matching', key: 'matching', icon: 'i-lucide-shuffle', phone: false },
  { to: '/projects', key: 'projects', icon: 'i-lucide-folder-check', phone: true },
  { to: '/meetings', key: 'meetings', icon: 'i-lucide-users-round', phone: false },
  { to: '/items', key: 'items', icon: 'i-lucide-list-checks', phone: false },
  { to: '/organizations', key: 'organizations', icon: 'i-lucide-network', phone: false },
]

/** Only places that exist, and only for whom they exist. */
export function places(): readonly Place[] {
  return hasRole('ADMIN') ? [...PLACES, { to: '/people', key: 'people', icon: 'i-lucide-users', phone: false }] : PLACES
}

export function isHere(place: Place, path: string): boolean {
  if (place.to === '/') return path === '/'
  if (place.to === '/matching' && path.startsWith('/proposals')) return true
  if (place.to === '/organizations' && path.startsWith('/alliances')) return true
  return path === place.to || path.startsWith(`${place.to}/`)
}
