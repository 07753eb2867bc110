import { cacheExchange, type UpdatesConfig } from '@urql/exchange-graphcache';
import { Client, fetchExchange, mapExchange, type Exchange } from '@urql/vue';
import { refusedBy } from './refusal.ts';

/**
 * A decision changes more than the object it answers with (ledgers, lists, what waits for whom), so after every
 * mutation each root field but the viewer is asked again the next time it is on screen.
 */
const mutations = ['createPerson', 'disablePerson', 'enablePerson', 'resetPassword', 'grantRole', 'revokeRole', 'registerUnit', 'admitAllianceMember',
  'endAllianceMembership', 'draftNeed', 'reviseNeed', 'publishNeed', 'withdrawNeed', 'draftResource', 'reviseResource', 'publishResource', 'withdrawResource',
  'revokeProxyRecord', 'runMatching', 'claimNeed', 'claimResource', 'confirmMatchProposal', 'declineMatchProposal', 'completeProject', 'endProject'] as const;

const updates: UpdatesConfig = {
  Mutation: Object.fromEntries(mutations.map((mutation) => [mutation, (_result, _args, cache) => {
    for (const { fieldName, fieldKey } of cache.inspectFields('Query')) if (fieldName !== 'viewer') cache.invalidate('Query', fieldKey);
  }])),
};

/** One cache per login: whoever logs in next must not see what the last one loaded. */
export function createClient(onLoggedOut: () => void): Client {
  const exchanges: Exchange[] = [
    mapExchange({
      onError(error) {
        if (refusedBy(error).code === 'UNAUTHENTICATED') onLoggedOut();
      },
    }),
    cacheExchange({ keys: { Span: () => null }, updates }),
    fetchExchange,
  ];
  return new Client({ url: '/graphql', exchanges, preferGetMethod: false, fetchOptions: { credentials: 'same-origin' } });
}
