import type { MatchingNeed } from '@red-alliance/shared/matching/types'
import type { Work } from '../../operation.ts'

/** Where an owner stands: in the tree, in which alliances, and where on the earth. */
export type Standing = Pick<MatchingNeed, 'place' | 'circles' | 'position' | 'tables'>

const CONVENER_SCOPE = "case convener.kind when 'PROVINCE' then 'CITY' when 'UNIT' then 'COMMUNITY' else convener.kind end"

/** Where owners stand, by their ids. */
export async function readStanding({ db }: Pick<Work, 'db'>, ownerIds: readonly string[]): Promise<Map<string, Standing>> {
  const { rows } = await db.query<Standing & { id: string }>({
    text: `with sits as (
        select o.id as owner_id, l.id, l.convener_id from organizations o join organization_closure up on up.descendant_id = o.id join alliances l on l.convener_id = up.ancestor_id where o.id = any($1::uuid[]) and o.kind <> 'UNIT'
        union select m.organization_id, l.id, l.convener_id from alliance_members m join alliances l on l.id = m.alliance_id where m.organization_id = any($1::uuid[]) and m.left_on is null),
      sat as (select owner_id, array_agg(sits.id) as ids, json_agg(json_build_object('id', sits.id, 'scope', ${CONVENER_SCOPE}) order by sits.id) as tables
        from sits join organizations convener on convener.id = sits.convener_id group by owner_id)
      select o.id,
      (select json_agg(json_build_object('id', up.ancestor_id, 'kind', a.kind) order by up.depth) from organization_closure up join organizations a on a.id = up.ancestor_id where up.descendant_id = o.id) as place,
      (select json_agg(circle order by circle) from (select up.ancestor_id as circle from organization_closure up where up.descendant_id = o.id union select unnest(sat.ids)) c) as circles,
      case when o.latitude is not null then json_build_object('latitude', o.latitude, 'longitude', o.longitude) end as position,
      coalesce(sat.tables, '[]') as tables
      from organizations o left join sat on sat.owner_id = o.id where o.id = any($1::uuid[])`,
    values: [ownerIds],
  })
  return new Map(rows.map(({ id, ...standing }) => [id, standing]))
}
