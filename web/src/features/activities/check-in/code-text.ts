import { globalIdOf } from '../../../api/global-id.ts'

const WHOLE = /RA1\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(\d{1,12})\.[\w-]{22}/
const STEP_MS = 30_000

export interface Scanned {
  readonly code: string
  readonly sessionId: string
  /** When it stood on the screen. */
  readonly at: string
}

/** The code in what was scanned (alone or as the end of an address); null where there is none. */
export function scannedCode(text: string): Scanned | null {
  const found = WHOLE.exec(text)
  return found ? { code: found[0], sessionId: globalIdOf('ActivitySession', found[1]!), at: new Date(Number(found[2]) * STEP_MS).toISOString() } : null
}

/** What was typed, as it is sent: eight characters, in whatever case and with whatever spaces; null otherwise. */
export function typedCode(text: string): string | null {
  const typed = text.toUpperCase().replaceAll(/[\s-]/g, '')
  return /^[A-Z2-9]{8}$/.test(typed) ? typed : null
}
