import { cacheExchange, type UpdatesConfig } from '@urql/exchange-graphcache'
import { Client, fetchExchange, mapExchange, type Exchange } from '@urql/vue'
import { refusedBy } from './refusal.ts'

/** What is reckoned on demand has no id of its own. */
const VALUES = ['BoardCount', 'Remedies', 'Remedy', 'RemedyMove', 'Scarcity', 'ScarcityRow', 'ScarcityCell', 'MoreUnits', 'ResourcePrice', 'RecruitHint', 'RecruitOrganization', 'UnitKindCount', 'MatchAlternatives', 'MatchAlternative', 'MatchDetour', 'MatchShift', 'NeedFigures']

/**
 * A decision changes more than the object it answers with (ledgers, lists, what waits for whom), so after every
 * mutation each root field but the viewer is asked again the next time it is on screen. Not so after `writeAgendaItem`:
 * it is saved while somebody types, and answers with all that it changed.
 */
const mutations = [
  'createPerson',
  'disablePerson',
  'enablePerson',
  'resetPassword',
  'grantRole',
  'revokeRole',
  'registerUnit',
  'locateOrganization',
  'admitAllianceMember',
  'endAllianceMembership',
  'draftNeed',
  'reviseNeed',
  'publishNeed',
  'withdrawNeed',
  'widenNeed',
  'draftResource',
  'reviseResource',
  'publishResource',
  'withdrawResource',
  'revokeProxyRecord',
  'runMatching',
  'setMatchingSettings',
  'claimNeed',
  'claimResource',
  'confirmMatchProposal',
  'declineMatchProposal',
  'completeProject',
  'assignPlaces',
  'endProject',
  'announceMeeting',
  'cancelMeeting',
  'closeMeeting',
  'publishMeeting',
  'planMeeting',
  'logMeeting',
  'setMeetingRule',
  'endMeetingRule',
  'inviteToMeeting',
  'answerInvitation',
  'recordAttendance',
  'proposeAgendaItem',
  'scheduleAgenda',
  'settleAgendaItem',
  'recordOpinion',
  'resolveItem',
  'completeItem',
  'openMinutes',
  'commentMinutes',
  'confirmMinutes',
  'issueMinutes',
  'correctMinutes',
  'acceptItem',
  'returnItem',
  'reportProgress',
  'reportDone',
  'askExtension',
  'decideExtension',
  'reassignItem',
  'verifyItem',
  'superviseItem',
  'lookBackItem',
  'setCertificateIssuer',
  'issueCertificate',
  'revokeCertificate',
  'setDuty',
  'setServiceProfile',
  'suggestActivities',
  'recognizeUnit',
  'logService',
  'enterPaperList',
  'withdrawServiceLog',
  'confirmServiceLogs',
  'correctServiceLog',
  'returnServiceLog',
  'correctServiceRecord',
  'checkServiceLedger',
  'recordRecheck',
  'markNoticeRead',
  'markAllNoticesRead',
  'giveConsent',
  'withdrawConsent',
  'addChild',
  'enterChild',
  'enterPerson',
  'setIdentityDocument',
  'unmaskDocument',
  'registerMember',
  'registerMemberFor',
  'registerUnitParty',
  'moveRegistration',
  'confirmRegistration',
  'declineRegistration',
  'endRegistration',
  'correctMyName',
  'erasePerson',
  'signUp',
  'withdrawSignUp',
  'decideSignUp',
  'draftActivity',
  'reviseActivity',
  'publishActivity',
  'cancelActivity',
  'cancelSession',
  'setPlaces',
  'addActivityPhotos',
  'recordListeners',
  'recordUnitParticipation',
  'recordSessionAttendance',
  'checkIn',
  'checkOut',
  'makeWish',
  'answerWish',
  'turnWishIntoActivity',
  'turnWishIntoNeed',
] as const

const updates: UpdatesConfig = {
  Mutation: Object.fromEntries(
    mutations.map((mutation) => [
      mutation,
      (_result, _args, cache) => {
        for (const { fieldName, fieldKey } of cache.inspectFields('Query')) if (fieldName !== 'viewer') cache.invalidate('Query', fieldKey)
      },
    ]),
  ),
}

/** What a refusal may mean when the session has ended meanwhile: a stranger is told of nothing that is not public. */
const DOUBTFUL = ['UNAUTHENTICATED', 'NOT_FOUND', 'FORBIDDEN', 'PROXY_NOT_ALLOWED']

/** One cache per login: whoever logs in next must not see what the last one loaded. */
export function createClient(onDoubt: (client: Client) => void): Client {
  const exchanges: Exchange[] = [
    mapExchange({
      onError(error) {
        if (DOUBTFUL.includes(refusedBy(error).code)) onDoubt(client)
      },
    }),
    cacheExchange({ keys: { Span: () => null, EntryPreview: () => null, PreviewLine: () => null, CertificateCheck: () => null, ServiceFigures: () => null, ServicePlaceFigures: () => null, ...Object.fromEntries(VALUES.map((type) => [type, () => null])) }, updates }),
    fetchExchange,
  ]
  const client = new Client({ url: '/graphql', exchanges, preferGetMethod: false, fetchOptions: { credentials: 'same-origin' } })
  return client
}
