import { createHash } from 'node:crypto'
import type { EntityManager } from '@mikro-orm/postgresql'
import { AgendaItem } from '../src/features/meetings/agenda-item.ts'
import { Invitation, JointMeeting } from '../src/features/meetings/meeting.ts'
import { minutesDocument } from '../src/features/meetings/minutes-document.ts'
import { Minutes } from '../src/features/meetings/minutes.ts'
import { ItemStep, ResolvedItem } from '../src/features/meetings/resolved-item.ts'
import { Organization } from '../src/features/organizations/organization.ts'
import { Person } from '../src/features/people/person.ts'
import { localDate } from '../src/time.ts'
import { seedId } from './ids.ts'

const DAY = 86_400_000
const COMMUNITY = '130108002006'
const HE = '19900000011'
const SU = '19900000018'

/** What each item has come to: how many days from now it is due, and the steps it has taken. */
const ITEMS = [
  { text: '琴房每周三下午向社区老年人开放', lead: '琴韵音乐学校', due: 10, steps: ['ASSIGNED', 'ACCEPTED', 'PROGRESS'] },
  { text: '更换社区活动室门锁', lead: COMMUNITY, due: -2, steps: ['ASSIGNED', 'ACCEPTED'] },
  { text: '公布公益课程表', lead: '琴韵音乐学校', due: -5, steps: ['ASSIGNED', 'ACCEPTED', 'REPORTED', 'CLOSED'] },
] as const

/** One meeting of 新天地社区 three weeks ago, its minutes, and what became of what it resolved. */
export async function seedMeetings(em: EntityManager, now: Date): Promise<void> {
  const at = (key: string): Organization => em.getReference(Organization, seedId(`organization ${key}`))
  const person = (phone: string): Person => em.getReference(Person, seedId(`person ${phone}`))
  const startsAt = new Date(Date.parse(`${localDate(new Date(now.getTime() - 21 * DAY))}T14:30:00+08:00`))
  const convener = at(COMMUNITY)
  const stamps = { createdAt: startsAt, updatedAt: startsAt }
  const meeting = create(em, JointMeeting, {
    id: seedId('meeting academy'), convener, kind: 'REGULAR', title: '公益学苑联席会议', startsAt, endsAt: new Date(startsAt.getTime() + DAY / 16), place: '社区活动室', chair: '何玉梅', stage: 'HELD', logged: true, checkInCode: seedId('check in academy').slice(0, 16), ...stamps,
  })
  for (const unit of ['琴韵音乐学校', '小画家美术学校', '弦歌二胡社'])
    create(em, Invitation, { id: seedId(`invitation ${unit}`), meeting, organization: at(unit), capacity: 'UNIT', attendance: unit === '弦歌二胡社' ? 'ON_LEAVE' : 'PRESENT', createdAt: startsAt })
  const topic = create(em, AgendaItem, { id: seedId('topic academy'), convener, meeting, proposer: convener, title: '春季公益课程与场地', position: 1, discussion: '各机构介绍可以提供的课程和教室。', decision: '每周安排音乐、美术、二胡三类课程，场地由各机构与社区共同提供。', outcome: 'DECIDED', ...stamps })
  await em.flush()
  for (const { text, lead, due, steps } of ITEMS) await seedItem(em, { meeting, topic, convener, lead: at(lead), text, due: localDate(new Date(now.getTime() + due * DAY)), steps, he: person(HE), su: person(SU) })
  await seedMinutes(em, meeting, person(HE))
}

interface Seeded {
  readonly meeting: JointMeeting
  readonly topic: AgendaItem
  readonly convener: Organization
  readonly lead: Organization
  readonly text: string
  readonly due: string
  readonly steps: readonly ItemStep['kind'][]
  readonly he: Person
  readonly su: Person
}

async function seedItem(em: EntityManager, { meeting, topic, convener, lead, text, due, steps, he, su }: Seeded): Promise<void> {
  const day = (n: number): Date => new Date(meeting.startsAt.getTime() + n * DAY)
  const last = steps.at(-1)!
  const stage = last === 'PROGRESS' ? 'ACCEPTED' : (last as ResolvedItem['stage'])
  const closed = stage === 'CLOSED' ? { closedAt: day(steps.length), reportedBy: su, verifiedBy: he } : {}
  const item = create(em, ResolvedItem, { id: seedId(`item ${text}`), convener, meeting, agendaItem: topic, text, lead, dueOn: due, firstDueOn: due, stage, ...closed, createdAt: meeting.startsAt, updatedAt: day(steps.length) })
  await em.flush()
  steps.forEach((kind, n) => {
    const byConvener = kind === 'ASSIGNED' || kind === 'CLOSED'
    create(em, ItemStep, { id: seedId(`step ${text} ${n}`), item, kind, organization: byConvener ? convener : lead, person: byConvener || lead === convener ? he : su, words: kind === 'PROGRESS' ? '已与社区商定时间，下周三开始。' : '', at: day(n + 1) })
  })
}

async function seedMinutes(em: EntityManager, meeting: JointMeeting, he: Person): Promise<void> {
  await em.flush()
  const issuedAt = new Date(meeting.startsAt.getTime() + DAY)
  const year = Number(localDate(meeting.startsAt).slice(0, 4))
  const document = await minutesDocument(em, meeting, { year, number: 1, issuedOn: localDate(issuedAt), correction: null })
  const sha256 = createHash('sha256').update(JSON.stringify(document)).digest()
  create(em, Minutes, { id: seedId('minutes academy'), meeting, convener: meeting.convener, stage: 'ISSUED', year, number: 1, document: { ...document, sha256: sha256.toString('hex') }, sha256, issuedAt, issuedBy: he, createdAt: issuedAt })
  await em.flush()
}

function create<E extends object>(em: EntityManager, type: new () => E, columns: Partial<E>): E {
  const entity = Object.assign(new type(), columns)
  em.persist(entity)
  return entity
}
