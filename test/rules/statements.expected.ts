/**
 * Statements of each mutation on its straight way, session, begin and commit among them: measured, with no headroom, so that one more is
 * seen. Lower a number when it has sunk.
 */
export const STATEMENTS: Record<string, number> = {
  admitAllianceMember: 10,
  changePassword: 9,
  claimNeed: 18,
  'claimNeed: by proxy for the unit': 22,
  claimResource: 18,
  'claimResource: by proxy for the unit': 22,
  completeProject: 14,
  'completeProject: by proxy for the unit': 18,
  'confirmMatchProposal: need side': 14,
  'confirmMatchProposal: resource side': 14,
  'confirmMatchProposal: resource side by proxy': 18,
  'confirmMatchProposal: resource side by proxy for the ally': 18,
  'confirmMatchProposal: resource side by proxy for the ally, from afar': 18,
  createPerson: 9,
  'declineMatchProposal: need side': 14,
  'declineMatchProposal: resource side': 14,
  'declineMatchProposal: resource side by proxy': 18,
  disablePerson: 9,
  draftNeed: 8,
  'draftNeed: by proxy for the ally': 12,
  'draftNeed: by proxy for the unit': 12,
  draftResource: 8,
  'draftResource: by proxy for the unit': 12,
  enablePerson: 7,
  endAllianceMembership: 9,
  endProject: 14,
  grantRole: 10,
  'grantRole: in the street above': 10,
  logIn: 8,
  logOut: 7,
  logOutEverywhere: 7,
  markNoticeRead: 8,
  markAllNoticesRead: 7,
  publishNeed: 8,
  publishResource: 8,
  'publishResource: recorded draft': 8,
  registerUnit: 8,
  resetPassword: 9,
  // Two of a revision look for open proposals that it no longer bears out.
  'reviseNeed: draft': 10,
  'reviseNeed: published': 10,
  'reviseResource: published': 10,
  'reviseResource: recorded draft': 10,
  revokeProxyRecord: 13,
  revokeRole: 8,
  // Two for each match that it proposes: the story's alliance has about ten.
  runMatching: 33,
  withdrawNeed: 10,
  withdrawResource: 10,
  'withdrawResource: recorded': 10,
}

/** The confirmation that makes the project and its bookings. */
export const SECOND_YES = 19
