import type { Weights } from '@red-alliance/shared/matching/types'
import { DEFAULT_ESCALATION } from '@red-alliance/shared/matching-scope'
import type { Bindings } from '../../access/bindings.ts'

/** Each weight and the column that keeps it. */
const COLUMNS: Readonly<Record<keyof Weights, string>> = {
  category: 'category',
  windows: 'windows',
  sameCommunity: 'same_community',
  sameStreet: 'same_street',
  sameDistrict: 'same_district',
  urgency: 'urgency',
  reciprocity: 'reciprocity',
  near: 'near',
  nearMetres: 'near_metres',
  widening: 'widening',
  fairness: 'fairness',
  incumbent: 'incumbent',
}
export const WEIGHTS = Object.keys(COLUMNS) as (keyof Weights)[]

/** The newest settings of the nearest organization above the one that the SQL names, itself included: a subquery's body for `columns` of `s`; no row where nobody has set any. */
export const nearestSettings = (organization: string, columns: string): string =>
  `select ${columns} from organization_closure up join matching_settings s on s.organization_id = up.ancestor_id where up.descendant_id = ${organization} order by up.depth, s.set_at desc, s.id desc limit 1`

/** JSON of the weights that count for the organization; null where nobody has set any. */
export const weightsJson = (organization: string): string =>
  `(${nearestSettings(organization, `json_build_object(${WEIGHTS.map((name) => `'${name}', s.${COLUMNS[name]}`).join(', ')})`)})`

/** Days a need waits where it is offered before it is offered more widely; null: it stays there. */
const waits = (a: string): string =>
  `(select case ${a}.scope when 'COMMUNITY' then case when s.id is null then ${DEFAULT_ESCALATION.streetAfterDays} else s.street_after_days end
      when 'STREET' then case when s.id is null then ${DEFAULT_ESCALATION.districtAfterDays} else s.district_after_days end end
    from (select 1) one left join lateral (${nearestSettings(`${a}.owner_id`, 's.*')}) s on true)`

/** The local day on which a need that is listed and not met is offered more widely by itself; null: not by itself. */
export const widensOn = (a: string, p: Bindings): string =>
  `(case when ${a}.stage = 'PUBLISHED' and ${a}.ends_on >= ${p.today} and ${a}.met_quantity < ${a}.quantity then (${a}.scope_since at time zone 'Asia/Shanghai')::date + ${waits(a)} end)`
