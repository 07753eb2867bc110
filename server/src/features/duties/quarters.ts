import { quarterBefore } from '@red-alliance/shared/duty'
import { defineJob } from '../../jobs/job.ts'
import { type Telling, notifyAll } from '../../notices/notify.ts'
import type { Work } from '../../operation.ts'

/** Until then what was served in the quarter can still be logged and confirmed. */
const FIRST_DAY = 5
const AT_ONCE = 500

const TELL = `insert into quarter_totals (id, person_id, unit_id, year, quarter, minutes, told_at)
  select n.id, n.person_id, n.unit_id, $2::smallint, $3::smallint, coalesce((select sum(r.minutes) from service_records r where r.person_id = n.person_id and r.served_on between $4::date and $5::date), 0), $6::timestamptz
  from jsonb_to_recordset($1::jsonb) n (id uuid, person_id uuid, unit_id uuid) on conflict do nothing returning id, person_id, minutes`

/** Members with a home unit who have not been told of the quarter yet. */
const UNTOLD = `select p.id, p.home_unit_id as unit, o.name from people p join organizations o on o.id = p.home_unit_id
  where p.erased_at is null and exists (select 1 from registrations g where g.person_id = p.id and g.kind = 'MEMBER' and g.stage = 'CONFIRMED' and (g.decided_at at time zone 'Asia/Shanghai')::date <= $3::date)
    and not exists (select 1 from quarter_totals t where t.person_id = p.id and t.unit_id = p.home_unit_id and t.year = $1::smallint and t.quarter = $2::smallint)
  order by p.id limit ${AT_ONCE}`

/**
 * From the fifth day of a quarter on, the home units of registered members are told the totals of the quarter before, and each member at the
 * same time that it was told, and what. Once: a day on which no server ran is made up for on the next.
 */
export const quarters = defineJob({
  name: 'duties.quarters',
  cron: '0 9 * * *',
  run: async (work) => {
    const told = await tellQuarter(work)
    return told === null ? null : { type: 'QuarterTotal', id: told, details: {} }
  },
})

async function tellQuarter(work: Work): Promise<string | null> {
  if (Number(work.today.slice(8)) < FIRST_DAY && ['01', '04', '07', '10'].includes(work.today.slice(5, 7))) return null
  const { year, quarter, from, to } = quarterBefore(work.today)
  let first: string | null = null
  for (;;) {
    const { rows: people } = await work.db.query<{ id: string; unit: string; name: string }>({ text: UNTOLD, values: [year, quarter, to] })
    if (people.length === 0) return first
    const rows = people.map(({ id, unit }) => ({ id: work.newId(), person_id: id, unit_id: unit }))
    const { rows: made } = await work.db.query<{ id: string; person_id: string; minutes: number }>({ text: TELL, values: [JSON.stringify(rows), year, quarter, from, to, work.now.toISOString()] })
    const unitOf = new Map(people.map(({ id, name }) => [id, name]))
    await notifyAll(work, made.map(({ id, person_id: person, minutes }): Telling => ({ recipients: { personIds: [person] }, kind: 'QUARTER_TOTAL_SHARED', subject: { type: 'QuarterTotal', id }, details: { year, quarter, minutes, unit: unitOf.get(person) } })))
    first ??= made[0]?.id ?? null
    if (made.length === 0) return first
  }
}
