import type { AttributeMismatch, Attributes } from '../categories.ts'
import type { DatePeriod } from '../date-period.ts'
import type { Category, MatchingScope, ObstacleCode, OrganizationKind, Supply, UnitOfMeasure } from '../glossary.ts'
import type { Span, WeeklyWindows } from '../weekly-windows.ts'

/** An organization on the way from an entry's owner up to the root, the owner first. */
export interface Place {
  readonly id: string
  readonly kind: OrganizationKind
}

/** WGS 84, in whole millionths of a degree. */
export interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** An alliance the owner sits in, and how far its convener reaches. */
export interface Table {
  readonly id: string
  readonly scope: MatchingScope
}

interface MatchingEntry {
  /** Unique among the needs, and among the resources; the order of ids decides between equals. */
  readonly id: string
  /** The organization that gives or lacks; nobody is matched with themselves. */
  readonly ownerId: string
  readonly category: Category
  readonly attributes: Attributes
  /** What is counted; forty square metres are not met by one place. */
  readonly unit?: UnitOfMeasure
  /** Both dates included. */
  readonly period: DatePeriod
  readonly place: readonly Place[]
  /** Ids of the owner's own organization, its ancestors and its alliances. */
  readonly circles: readonly string[]
  /** Id of the organization or alliance it is open to: the other side's circles must hold it. Null is everyone. */
  readonly audience: string | null
  /** Where it is; unknown unless told. */
  readonly position?: Position | null
  /** Alliances of the owner: two who sit at one table are as near, for the scope of a need, as its convener reaches. */
  readonly tables?: readonly Table[]
}

export interface MatchingNeed extends MatchingEntry {
  /** How many units are wanted in all, what is already committed included; a whole number from 1. */
  readonly quantity: number
  /** Whether several resources may share it. If not, one resource gives all that is not yet committed, or none. */
  readonly divisible: boolean
  /** The least that is of use from one resource, 1..quantity; the last rest of a need may be smaller. */
  readonly leastPart: number
  /** Every minute must be covered; with `slot`, the hours within which slots are sought. Null: no hours asked, so a reusable resource is held as long as it is open. */
  readonly windows: WeeklyWindows | null
  /**
   * Any stretch of so many minutes (1..1440) within `windows`, so many times a week (1..7), each on its own day. Slots start
   * every two hours, counted from where the need's and the resource's hours begin to agree, and do not pass Sunday midnight.
   */
  readonly slot?: { readonly minutes: number; readonly timesPerWeek: number } | null
  /** 1 (can wait) … 5 (at once). */
  readonly urgency: number
  /** How far it is offered: small things stay in the community until they have waited there. Absent: no limit. */
  readonly scope?: MatchingScope | null
  /** Metres in a straight line, from 1; a resource whose place is not known must then be in the same community. */
  readonly farthest?: number | null
}

export interface MatchingResource extends MatchingEntry {
  readonly supply: Supply
  /** Units at any one moment (REUSABLE) or in all (CONSUMABLE), from 0; null only for UNLIMITED. */
  readonly quantity: number | null
  /** When it is open; null is always. */
  readonly windows: WeeklyWindows | null
}

/** What is agreed and stays: it takes from the resource in these hours and dates, and counts for the need. Either may be outside the input. */
export interface Commitment {
  readonly needId: string
  readonly resourceId: string
  readonly quantity: number
  /** Null: as long as the resource is open. */
  readonly windows: WeeklyWindows | null
  readonly period: DatePeriod
}

/** A proposal people are looking at: its pair is preferred, up to this quantity, so that small gains do not move it. */
export interface ShownProposal {
  readonly needId: string
  readonly resourceId: string
  readonly quantity: number
  /** The hours shown, where known; null: as long as the resource is open. */
  readonly windows?: WeeklyWindows | null
}

export interface DeclinedPair {
  readonly needId: string
  readonly resourceId: string
}

/** One organization has given to another: a project between them is under way or was completed. */
export interface Favor {
  readonly giverId: string
  readonly takerId: string
}

/** Published weights, whole points from 0 to 1000 per unit of quantity (`nearMetres`: metres, `fairness`: points per match). */
export interface Weights {
  readonly category: number
  readonly windows: number
  /** By the nearest organization both owners stand in; none nearer than the city gives 0. */
  readonly sameCommunity: number
  readonly sameStreet: number
  readonly sameDistrict: number
  /** Per level of urgency. */
  readonly urgency: number
  /** Given when the one who needs has given to the one who offers before. */
  readonly reciprocity: number
  /** At 0 metres, falling evenly to 0 at `nearMetres`; nothing where a place is not known. */
  readonly near: number
  readonly nearMetres: number
  /** Taken off for each level a need reaches beyond its own: a community's to the street 1, to the district 2. */
  readonly widening: number
  /** Taken off for each match that one owner gives beyond the first, ever more: 1 × for the second, 2 × for the third. */
  readonly fairness: number
  /** Bonus of a shown pair, per unit; steers the choice and is no part of the displayed score. */
  readonly incumbent: number
}

export const DEFAULT_WEIGHTS: Weights = {
  category: 40,
  windows: 25,
  sameCommunity: 20,
  sameStreet: 14,
  sameDistrict: 6,
  urgency: 3,
  reciprocity: 4,
  near: 5,
  nearMetres: 1000,
  widening: 2,
  fairness: 0,
  incumbent: 5,
}

/** Everything a matching depends on. The order of the lists does not matter. */
export interface MatchingInput {
  /** Local date YYYY-MM-DD; what lies before it is over. */
  readonly today: string
  readonly needs: readonly MatchingNeed[]
  readonly resources: readonly MatchingResource[]
  readonly weights: Weights
  readonly committed: readonly Commitment[]
  readonly shown: readonly ShownProposal[]
  readonly declined: readonly DeclinedPair[]
  /** Who has helped whom; none unless told. */
  readonly favors?: readonly Favor[]
}

/** One line of a score; `points` of `most`. The details are codes and numbers, `matching/words.ts` says them. */
export type ScoreTerm =
  | { readonly term: 'CATEGORY'; readonly points: number; readonly most: number; readonly category: Category }
  | { readonly term: 'WINDOWS'; readonly points: number; readonly most: number; readonly minutesPerWeek: number | null }
  | { readonly term: 'PROXIMITY'; readonly points: number; readonly most: number; readonly level: Nearness }
  | { readonly term: 'URGENCY'; readonly points: number; readonly most: number; readonly urgency: number }
  /** Only where both places are known. */
  | { readonly term: 'DISTANCE'; readonly points: number; readonly most: number; readonly metres: number }
  /** Only where the one who needs has given before. */
  | { readonly term: 'RECIPROCITY'; readonly points: number; readonly most: number }
  /** Only beyond the need's own level: the points are below 0. */
  | { readonly term: 'WIDENING'; readonly points: number; readonly most: 0; readonly scope: MatchingScope }

export type Nearness = 'COMMUNITY' | 'STREET' | 'DISTRICT' | 'WIDER'

export interface Match {
  readonly needId: string
  readonly resourceId: string
  /** Units, from 1, besides what is committed. */
  readonly quantity: number
  /** Points per unit: the sum of the terms. */
  readonly score: number
  readonly terms: readonly ScoreTerm[]
  /** The hours used, to be committed as they are: the need's, the chosen slots, or else the resource's (null: always). */
  readonly windows: WeeklyWindows | null
  /** The chosen slots of a need with `slot`, in order; otherwise null. */
  readonly slots: readonly Span[] | null
  /** The dates used: the need's period from today on. */
  readonly period: DatePeriod
}

/** Counts of one test, and the resource that came nearest to passing it. */
interface ObstacleBase {
  readonly code: ObstacleCode
  /** Resources that came to this test, and those that passed it. */
  readonly tested: number
  readonly passed: number
}

export interface Taker {
  readonly needId: string
  readonly quantity: number
}

/** A test that some resources failed. */
export type Obstacle = ObstacleBase &
  (
    | { readonly code: 'NO_RESOURCE'; readonly category: Category }
    /** `scope`: how far the need is offered; `needed`: how far it would have to be. */
    | { readonly code: 'OUTSIDE_SCOPE'; readonly resourceId: string; readonly scope: MatchingScope; readonly needed: MatchingScope }
    | { readonly code: 'OUTSIDE_AUDIENCE'; readonly resourceId: string }
    /** `metres`: null where a place is not known. */
    | { readonly code: 'DISTANCE'; readonly resourceId: string; readonly metres: number | null; readonly farthest: number }
    | { readonly code: 'ATTRIBUTES'; readonly resourceId: string; readonly mismatches: readonly AttributeMismatch[] }
    /** `missing`: what this resource does not open; `missingEverywhere`: what none of the failing ones opens (empty for slots). */
    | { readonly code: 'WINDOWS'; readonly resourceId: string; readonly missing: WeeklyWindows; readonly missingEverywhere: WeeklyWindows; readonly slot: MatchingNeed['slot'] }
    | { readonly code: 'PERIOD'; readonly resourceId: string | null; readonly needed: DatePeriod; readonly offered: DatePeriod | null }
    | { readonly code: 'DECLINED'; readonly resourceId: string }
    /** `least`: the smallest part of use; `most`: what could be had of the resource if nobody else used it; `short`: how many are missing to the least part, or else to the need. */
    | { readonly code: 'QUANTITY'; readonly resourceId: string; readonly least: number; readonly most: number; readonly short: number }
    /** `takers`: needs that use the resource in the same hours, the largest first; `free`: what they leave. */
    | { readonly code: 'TAKEN'; readonly resourceId: string; readonly takers: readonly Taker[]; readonly free: number; readonly short: number }
  )

export interface Unmet {
  readonly needId: string
  /** Units neither committed nor matched, from 1. */
  readonly missing: number
  /** In the order of the tests, so that the counts read as a chain; the last is the nearest. Never empty. */
  readonly obstacles: readonly Obstacle[]
}

/** How good the allocation is known to be, and how large the question was. */
export interface Certificate {
  /** Whether every component was solved to proven optimality. */
  readonly optimal: boolean
  readonly components: number
  /** Components whose linear relaxation was fractional, so that an integer programme decided. */
  readonly integerComponents: number
  readonly columns: number
  readonly rows: number
}

export interface Allocation {
  /** By need id, then resource id. */
  readonly matches: readonly Match[]
  /** Needs with something missing, by id. */
  readonly unmet: readonly Unmet[]
  /** Total utility: score × quantity over the matches and the bonus of shown pairs, less what fairness takes off. */
  readonly value: number
  /** No allocation is worth more: by weak duality from the prices of the linear relaxation, recomputed in plain arithmetic. */
  readonly bound: number
  /** (bound − value) / bound, 0 when both are 0. */
  readonly gap: number
  readonly certificate: Certificate
}
