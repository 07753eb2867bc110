import type { DocumentKind, VolunteerField } from '@red-alliance/shared/glossary'

/** A day as YYYY-MM-DD. */
export type Day = string

/** One record of service as the certificate lists it. */
export interface CertificateLine {
  readonly servedOn: Day
  readonly field: VolunteerField
  /** One sentence on what was done. */
  readonly words: string
  readonly minutes: number
  /** The uuid of the record in the ledger; not on the paper. */
  readonly record: string
}

/** Everything that stands on a certificate, as it was issued. */
export interface CertificateDocument {
  readonly number: string
  readonly name: string
  readonly documentKind: DocumentKind
  /** 130***********0046: no more of the number ever reaches a certificate. */
  readonly maskedNumber: string
  readonly fromOn: Day
  readonly toOn: Day
  /** From the first day of service to the last. */
  readonly lines: readonly CertificateLine[]
  readonly minutes: number
  readonly count: number
  readonly issuer: string
  /** 负责人, 经办人, 联系电话. */
  readonly responsible: string
  readonly handler: string
  readonly telephone: string
  readonly issuedOn: Day
  /** Over all of this (seal.ts), 64 hexadecimal digits. */
  readonly sha256: string
}
