/** So many of each list are loaded without being asked for, and as many more each time somebody asks. */
export const LOADED_AT_ONCE = 500

/** How far a list has come that grows page by page. */
export interface Progress {
  readonly loaded: number
  /** The server has more. */
  readonly more: boolean
  /** A page has arrived. */
  readonly ready: boolean
  readonly busy: boolean
  readonly failed: boolean
}

/** Below the limit, with more to come: nothing that a limit or a fault ends is asked for again by itself. */
export const isGrowing = ({ loaded, more, failed }: Progress, limit: number): boolean => more && loaded < limit && !failed

export const asksNext = (list: Progress, limit: number): boolean => isGrowing(list, limit) && list.ready && !list.busy

/** Whether what is loaded can be looked at as it is. */
export const isSettled = (list: Progress, limit: number): boolean => list.ready && !isGrowing(list, limit)
