import { cacheExchange, type UpdateResolver, type UpdatesConfig } from '@urql/exchange-graphcache'
import { Client, fetchExchange, mapExchange, type Exchange } from '@urql/vue'
import { overtaken } from './overtaken.ts'
import { refusedBy } from './refusal.ts'

/** What is reckoned on demand has no id of its own. */
const VALUES = ['BoardCount', 'Remedies', 'Remedy', 'RemedyMove', 'Scarcity', 'ScarcityRow', 'ScarcityCell', 'MoreUnits', 'ResourcePrice', 'RecruitHint', 'RecruitOrganization', 'UnitKindCount', 'MatchAlternatives', 'MatchAlternative', 'MatchDetour', 'MatchShift', 'NeedFigures']

/** These answer with all that they change, or change nothing that is on screen; one of them is sent while somebody types. */
const SMALL: readonly string[] = ['writeAgendaItem', 'changePassword', 'logIn', 'logOut', 'logOutEverywhere']

/**
 * A decision changes more than the object it answers with (ledgers, lists, what waits for whom), so after every
 * mutation each root field but the viewer is asked again the next time it is on screen.
 */
const askedAgain: UpdateResolver = (_result, _args, cache) => {
  for (const { fieldName, fieldKey } of cache.inspectFields('Query')) if (fieldName !== 'viewer') cache.invalidate('Query', fieldKey)
}
const updates: UpdatesConfig = {
  Mutation: new Proxy({}, { get: (_none, mutation) => (SMALL.includes(String(mutation)) ? undefined : askedAgain) }),
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
    overtaken(() => client),
    fetchExchange,
  ]
  const client = new Client({ url: '/graphql', exchanges, preferGetMethod: false, fetchOptions: { credentials: 'same-origin' } })
  return client
}
