import type { Secrets } from '../../secrets.ts'

const PURPOSE = 'document'

/** The document's own id goes in, so that nobody can put one document's seal onto another. */
export function seal(secrets: Secrets, documentId: string, number: string): Buffer {
  return secrets.seal(PURPOSE, `${documentId} ${number}`)
}

/** @throws Error for the seal of another document, or what was not sealed here */
export function unseal(secrets: Secrets, documentId: string, sealed: Buffer): string {
  const [id, number] = secrets.open(PURPOSE, sealed).split(' ')
  if (id !== documentId || !number) throw new Error(`what is sealed in ${documentId} belongs to another document`)
  return number
}
