import { may } from '../../access/table.ts'
import type { Extensions, Models } from '../../reading/model.ts'
import { Consent } from './consent.ts'

export const models: Models = {
  Consent: {
    entity: Consent,
    computed: { viewerMayWithdraw: (a, p) => `(${a}.withdrawn_at is null and ${may('consent.withdraw')(a, p)})` },
    orders: { NEWEST: { columns: ['given_at', 'id'], descending: true } },
  },
}

export const extensions: Extensions = {
  Person: { connections: { consents: { type: 'Consent', where: (target, parent) => [`${target}.person_id = ${parent}.id`], order: 'NEWEST' } } },
}
