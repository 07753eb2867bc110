import type { Violation } from '@red-alliance/shared/matching/check'
import type { Alternatives } from '@red-alliance/shared/matching/alternatives'
import type { Move } from '@red-alliance/shared/matching/moves'
import type { Touched } from '@red-alliance/shared/matching/reoptimise'
import type { Remedies, RemedyOptions } from '@red-alliance/shared/matching/remedies'
import type { Site } from '@red-alliance/shared/matching/scarce-kinds'
import type { Scarcity } from '@red-alliance/shared/matching/scarcity'
import type { Ring, RingArc, RingOwner } from '@red-alliance/shared/matching/rings'
import type { Unlisted, WhatIf } from '@red-alliance/shared/matching/what-if'
import type { Allocation, MatchingInput } from '@red-alliance/shared/matching/types'

/** What the engine found, and what the independent checker has against it (nothing, or it is not shown to anybody). */
export interface Solved {
  readonly allocation: Allocation
  readonly violations: readonly Violation[]
}

/** A run, with what becomes of what was shown. */
export interface SolvedRun extends Solved {
  readonly moves: readonly Move[]
}

export interface SolvedPart extends SolvedRun {
  /** The part of the input that was solved anew. */
  readonly part: MatchingInput
}

/** What the matching thread is asked, and what it answers. A new kind gets a line here and one in the worker. */
export interface Questions {
  readonly run: { readonly question: MatchingInput; readonly answer: SolvedRun }
  readonly reoptimise: { readonly question: { readonly input: MatchingInput; readonly touched: Touched }; readonly answer: SolvedPart }
  readonly allocate: { readonly question: MatchingInput; readonly answer: Solved }
  readonly scarcity: { readonly question: { readonly input: MatchingInput; readonly site: Site }; readonly answer: Scarcity }
  readonly alternatives: { readonly question: { readonly input: MatchingInput; readonly needId: string; readonly resourceId: string }; readonly answer: Alternatives }
  readonly rings: { readonly question: { readonly arcs: readonly RingArc[]; readonly owners: readonly RingOwner[] }; readonly answer: readonly Ring[] }
  /** What would help one need; only resources of these ids are spoken of. */
  readonly remedies: { readonly question: { readonly input: MatchingInput; readonly needId: string; readonly named: readonly string[]; readonly only?: RemedyOptions['only'] }; readonly answer: Remedies }
  readonly whatIf: { readonly question: { readonly input: MatchingInput; readonly entry: Unlisted }; readonly answer: WhatIf }
}

export type QuestionKind = keyof Questions
