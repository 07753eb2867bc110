import type { MatchingNeed } from '@red-alliance/shared/matching/types'
import type { Work } from '../../operation.ts'

/** Where an owner stands: in the tree, in which alliances, and where on the earth. */
export type Standing = Pick<MatchingNeed, 'place' | 'circles' | 'position' | 'tables'>

const CONVENER_SCOPE = "case convener.kind when 'PROVINCE' then 'CITY' when 'UNIT' then 'COMMUNITY' else convener.kind end"

/** Where owners stand, by their ids. */
export async function readStanding({ db }: Pick<Work, 'db'>, ownerIds: readonly string[]): Promise<Map<string, Standing>> {
  const { rows } = await db.query<Standing & { id: string }>({
    text: `select o.id,
      (select json_agg(json_build_object('id', up.ancestor_id, 'kind', a.kind) order by up.depth) from organization_closure up join organizations a on a.id = up.ancestor_id where up.descendant_id = o.id) as place,
      (select json_agg(circle order by circle) from (
        select up.ancestor_id as circle from organization_closure up where up.descendant_id = o.id
        union select l.id from organization_closure up join alliances l on l.convener_id = up.ancestor_id where up.descendant_id = o.id and o.kind <> 'UNIT'
        union select m.alliance_id from alliance_members m where m.organization_id = o.id and m.left_on is null) c) as circles,
      case when o.latitude is not null then json_build_object('latitude', o.latitude, 'longitude', o.longitude) end as position,
      (select coalesce(json_agg(json_build_object('id', l.id, 'scope', ${CONVENER_SCOPE}) order by l.id), '[]') from alliances l join organizations convener on convener.id = l.convener_id
        where exists (select 1 from alliance_members m where m.alliance_id = l.id and m.organization_id = o.id and m.left_on is null)
          or o.kind <> 'UNIT' and exists (select 1 from organization_closure up where up.descendant_id = o.id and up.ancestor_id = l.convener_id)) as tables
      from organizations o where o.id = any($1::uuid[])`,
    values: [ownerIds],
  })
  return new Map(rows.map(({ id, ...standing }) => [id, standing]))
}
