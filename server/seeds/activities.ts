import type { EntityManager } from '@mikro-orm/postgresql'
import type { VolunteerField } from '@red-alliance/shared/glossary'
import { Activity, AdultInCharge } from '../src/features/activities/activity.ts'
import { ActivityRole, ActivitySession } from '../src/features/activities/session.ts'
import { SignUp } from '../src/features/activities/sign-up.ts'
import { Organization } from '../src/features/organizations/organization.ts'
import { Person } from '../src/features/people/person.ts'
import { localDate } from '../src/time.ts'
import { seedId } from './ids.ts'

const DAY = 86_400_000
const ACADEMY = '130108002006'

interface Service {
  readonly at: string
  readonly field: VolunteerField
  readonly title: string
  readonly place: string
  /** Days from now, and local hours. */
  readonly day: number
  readonly from: string
  readonly to: string
  readonly places: number
  readonly skills?: string
  /** Phone numbers of who has a place, then of who waits. */
  readonly placed?: readonly string[]
  readonly queued?: readonly string[]
}

const SERVICES: readonly Service[] = [
  { at: '130102002019', field: 'ENVIRONMENT', title: '清理北门绿化带和楼道杂物', place: '东安社区3号院北门集合', day: 2, from: '14:30', to: '16:00', places: 15 },
  { at: '130102002019', field: 'ELDERLY', title: '教老人用手机挂号、缴费', place: '东安社区党群服务中心一楼', day: 3, from: '09:00', to: '10:30', places: 8, skills: '耐心，会用手机挂号和缴费' },
  { at: '130102002020', field: 'LEGAL_ADVICE', title: '物业合同与邻里纠纷现场咨询', place: '谈阁社区二楼会议室', day: 3, from: '14:00', to: '16:00', places: 2, skills: '懂物业和合同', placed: ['19900000016', '19900000017'], queued: ['19900000012'] },
  { at: '130102002019', field: 'SCIENCE', title: '冬季用电用气安全讲解', place: '东安社区5号院凉亭', day: 4, from: '10:00', to: '12:00', places: 6, placed: ['19900000007'] },
  { at: '130102002019', field: 'CIVILITY', title: '路口文明引导', place: '东安社区东门路口', day: 9, from: '07:30', to: '08:30', places: 4 },
]

/** Volunteer service at 东安社区 and beside it this week and next, and a term of the academy of 新天地社区. */
export async function seedActivities(em: EntityManager, now: Date): Promise<void> {
  for (const { at: place, day, from, to, places, placed = [], queued = [], ...words } of SERVICES) {
    const { activity, roles } = lay(em, now, { at: place, words: { kind: 'VOLUNTEER_SERVICE', ...words }, sessions: [[day, from, to]], role: { title: '志愿者', places, serves: true } })
    for (const phone of placed) signUp(em, activity, roles[0]!, phone, null, now)
    queued.forEach((phone, i) => signUp(em, activity, roles[0]!, phone, i + 1, now))
  }
  const saturday = (6 - new Date(now.getTime() + DAY / 3).getUTCDay() + 7) % 7 || 7
  const weekly = (first: number, from: string, to: string): Lesson[] => Array.from({ length: 8 }, (_, week) => [first + week * 7, from, to])
  const drawing = lay(em, now, {
    at: ACADEMY, words: { kind: 'COURSE', subject: 'ART', title: '儿童美术课', place: '新天地社区活动室', description: '小画家美术学校授课，不收费，材料自带或由社区准备。', forChildren: true, wholeTerm: true }, sessions: weekly(saturday, '09:00', '10:30'), role: { title: '小学员', places: 20 },
  })
  lay(em, now, { at: ACADEMY, words: { kind: 'COURSE', subject: 'ERHU', title: '老年二胡课', place: '新天地社区活动室', description: '弦歌二胡社授课，可借琴。', wholeTerm: true }, sessions: weekly(saturday + 4, '14:00', '16:00'), role: { title: '学员', places: 15 } })
  lay(em, now, { at: ACADEMY, words: { kind: 'LECTURE', title: '小院里的微党课', place: '新天地社区小广场', speaker: '何玉梅', theme: '身边的榜样' }, sessions: [[saturday - 1 || 7, '19:00', '20:00']], role: { title: '听众', places: 60 } })
  await em.flush()
  create(em, AdultInCharge, { id: seedId('adult 儿童美术课'), activity: drawing.activity, name: '方老师', role: '授课', vettedBy: at(em, ACADEMY), vettedOn: localDate(new Date(now.getTime() - 30 * DAY)), createdAt: now })
  await em.flush()
  drawing.activity.stage = 'PUBLISHED'
  await em.flush()
}

type Lesson = readonly [day: number, from: string, to: string]

type Words = Pick<Activity, 'kind' | 'title' | 'place'> & Partial<Pick<Activity, 'field' | 'subject' | 'description' | 'skills' | 'forChildren' | 'wholeTerm' | 'speaker' | 'theme'>>
interface Laid {
  readonly at: string
  readonly words: Words
  readonly sessions: readonly Lesson[]
  readonly role: { readonly title: string; readonly places: number; readonly serves?: boolean }
}

/** What children come to stays a draft until somebody is named who is with them. */
function lay(em: EntityManager, now: Date, { at: place, words, sessions: lessons, role }: Laid): { activity: Activity; roles: ActivityRole[] } {
  const organizer = at(em, place)
  const times = lessons.map(([day, from, to]) => ({ startsAt: instant(now, day, from), endsAt: instant(now, day, to) }))
  const activity = create(em, Activity, { ...words, id: seedId(`activity ${words.title}`), organizer, community: organizer, startsAt: times[0]!.startsAt, endsAt: times.at(-1)!.endsAt, stage: words.forChildren ? 'DRAFT' : 'PUBLISHED', publishedAt: now, createdAt: now, updatedAt: now })
  const sessions = times.map((time, i) => create(em, ActivitySession, { id: seedId(`session ${words.title} ${i}`), activity, ...time }))
  const scopes = words.wholeTerm ? [null] : sessions
  const roles = scopes.map((session, i) => create(em, ActivityRole, { id: seedId(`role ${words.title} ${i}`), activity, session, position: i * 10, ...role, closesAt: (session ?? sessions.at(-1)!).startsAt }))
  return { activity, roles }
}

function signUp(em: EntityManager, activity: Activity, role: ActivityRole, phone: string, position: number | null, now: Date): void {
  const person = em.getReference(Person, seedId(`person ${phone}`))
  role.lastPosition = Math.max(role.lastPosition, position ?? 0)
  create(em, SignUp, { id: seedId(`sign-up ${activity.id} ${phone}`), activity, role, scopeId: role.scopeId(), person, signedUpBy: person, stage: position === null ? 'PLACED' : 'QUEUED', position, placedAt: position === null ? now : null, createdAt: now, updatedAt: now })
}

const at = (em: EntityManager, place: string): Organization => em.getReference(Organization, seedId(`organization ${place}`))
const instant = (now: Date, day: number, time: string): Date => new Date(`${localDate(new Date(now.getTime() + day * DAY))}T${time}:00+08:00`)

function create<E extends object>(em: EntityManager, type: new () => E, values: Partial<E>): E {
  const row = Object.assign(new type(), values)
  em.persist(row)
  return row
}
