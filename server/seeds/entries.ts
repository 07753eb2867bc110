import type { Attributes } from '@red-alliance/shared/categories'
import type { Category, MatchingScope, Supply, UnitOfMeasure } from '@red-alliance/shared/glossary'
import { PRESETS, type WeeklyWindows, onDays, union } from '@red-alliance/shared/weekly-windows'

const NIGHTS = union(PRESETS.workdayNights, PRESETS.weekends)
const DAYS = [0, 1, 2, 3, 4]

interface Entry {
  readonly owner: string
  readonly title: string
  readonly description?: string
  readonly category: Category
  readonly attributes?: Attributes
  readonly quantity: number | null
  readonly unit: UnitOfMeasure
  readonly windows?: WeeklyWindows
  readonly whole?: true
  readonly compound?: string
}

export const NEEDS: readonly (Entry & { readonly quantity: number; readonly urgency: number; /** Further than the owner's own level: found nothing at home. */ readonly widened?: MatchingScope })[] = [
  { owner: '130102002', title: '居民夜间停车', description: '辖区老旧小区车位不足，希望驻区单位夜间和周末开放院内车位。', category: 'PARKING', attributes: { vehicle: 'CAR' }, quantity: 50, unit: 'PIECE', windows: NIGHTS, urgency: 3 },
  { owner: '130102002020', title: '谈阁社区夜间停车', category: 'PARKING', attributes: { vehicle: 'CAR' }, quantity: 15, unit: 'PIECE', windows: onDays(DAYS, 19 * 60, 31 * 60 + 30), urgency: 2, widened: 'STREET' },
  { owner: '130102002022', title: '周六夜间停车', description: '周六晚上社区有集体活动。', category: 'PARKING', attributes: { vehicle: 'CAR' }, quantity: 12, unit: 'PIECE', windows: onDays([5], 20 * 60, 32 * 60), urgency: 2, widened: 'STREET' },
  { owner: '130102002', title: '职工书屋图书', description: '职工书屋改造后需要图书，以社科、文学、少儿为主。', category: 'GOODS', attributes: { goods: 'BOOKS' }, quantity: 830, unit: 'VOLUME', urgency: 2 },
  { owner: '130102002', title: '居民议事会议室', description: '每周二晚上居民议事会使用。', category: 'VENUE', attributes: { venue: 'MEETING_ROOM', seats: 30 }, quantity: 1, unit: 'ROOM', windows: onDays([1], 19 * 60, 21 * 60), whole: true, urgency: 2 },
  { owner: '130102002019', title: '独居老人理发助浴志愿者', category: 'VOLUNTEER_SERVICE', attributes: { field: 'ELDERLY' }, quantity: 6, unit: 'PERSON', windows: onDays([6], 9 * 60, 11 * 60), urgency: 4, widened: 'STREET' },
  { owner: '130102002', title: '法律咨询', category: 'VOLUNTEER_SERVICE', attributes: { field: 'LEGAL_ADVICE' }, quantity: 2, unit: 'PERSON', windows: onDays([5], 9 * 60, 11 * 60 + 30), urgency: 2 },
  { owner: '怡园大厦物业', title: '员工社保业务办理指导', description: '新员工较多，希望有人上门讲解社保业务。', category: 'POLICY_SERVICE', quantity: 2, unit: 'TIME', urgency: 1, widened: 'STREET' },
  { owner: '海天阳光园社区', title: '电动自行车棚充电桩', description: '花园小区拟建电动自行车棚，需要有单位出资安装充电桩。', category: 'EQUIPMENT', quantity: 6, unit: 'SET', urgency: 4, compound: '花园小区' },
  { owner: '海天阳光园社区', title: '荒废角落改造', description: '花园小区一角长期荒废，希望有单位来改造和使用。', category: 'WORKS', quantity: 1, unit: 'PLACE', whole: true, urgency: 2, compound: '花园小区' },
  { owner: '阳光小学', title: '劳动教育园地用地', description: '学校没有空地，希望有一块地给学生上劳动课，由学校整治和养护。', category: 'LAND', quantity: 40, unit: 'SQUARE_METRE', whole: true, urgency: 2 },
  { owner: '130108002006', title: '儿童美术课', category: 'COURSE', attributes: { subject: 'ART', ageGroup: 'CHILDREN' }, quantity: 20, unit: 'PERSON', windows: onDays([5], 9 * 60, 11 * 60), urgency: 2 },
  { owner: '130108002006', title: '老年二胡课', category: 'COURSE', attributes: { subject: 'ERHU', ageGroup: 'ELDERS' }, quantity: 15, unit: 'PERSON', windows: onDays([2], 14 * 60, 16 * 60), urgency: 2 },
  { owner: '130108002006', title: '少年篮球课', category: 'COURSE', attributes: { subject: 'BASKETBALL', ageGroup: 'CHILDREN' }, quantity: 24, unit: 'PERSON', windows: onDays([6], 9 * 60, 11 * 60), urgency: 2 },
  { owner: '130105006008', title: '九院连片改造项目规划咨询', description: '九个一栋楼小区，九家产权单位，无物业。', category: 'EXPERT', quantity: 2, unit: 'PERSON', urgency: 4 },
]

export const RESOURCES: readonly (Entry & { readonly supply: Supply; readonly commonProperty?: true })[] = [
  { owner: '怡园大厦物业', title: '怡园大厦地下车库', category: 'PARKING', attributes: { vehicle: 'CAR', covered: true, entranceHeight: 210 }, supply: 'REUSABLE', quantity: 24, unit: 'PIECE', windows: NIGHTS },
  { owner: '青园商务楼业委会', title: '青园商务楼错峰车位', description: '由东门进出，登记车牌。', category: 'PARKING', attributes: { vehicle: 'CAR' }, supply: 'REUSABLE', quantity: 12, unit: 'PIECE', windows: NIGHTS, commonProperty: true },
  { owner: '康宁医院', title: '职工停车场', category: 'PARKING', attributes: { vehicle: 'CAR' }, supply: 'REUSABLE', quantity: 17, unit: 'PIECE', windows: NIGHTS },
  { owner: '晨光小学', title: '操场周末停车', category: 'PARKING', attributes: { vehicle: 'CAR' }, supply: 'REUSABLE', quantity: 12, unit: 'PIECE', windows: onDays([5, 6], 7 * 60, 20 * 60) },
  { owner: '青园书店', title: '社科与少儿图书', category: 'GOODS', attributes: { goods: 'BOOKS', condition: 'NEW' }, supply: 'CONSUMABLE', quantity: 500, unit: 'VOLUME' },
  { owner: '康宁医院', title: '职工捐赠图书', category: 'GOODS', attributes: { goods: 'BOOKS', condition: 'GOOD' }, supply: 'CONSUMABLE', quantity: 350, unit: 'VOLUME' },
  { owner: '晨光小学', title: '阶梯教室', category: 'VENUE', attributes: { venue: 'CLASSROOM', seats: 80, projector: true }, supply: 'REUSABLE', quantity: 1, unit: 'ROOM', windows: onDays([5, 6], 8 * 60, 18 * 60) },
  { owner: '青园商务楼业委会', title: '三层会议室', category: 'VENUE', attributes: { venue: 'MEETING_ROOM', seats: 40, projector: true }, supply: 'REUSABLE', quantity: 1, unit: 'ROOM', windows: onDays(DAYS, 18 * 60, 22 * 60), commonProperty: true },
  { owner: '康宁医院', title: '医护志愿服务队', category: 'VOLUNTEER_SERVICE', attributes: { field: 'ELDERLY', skills: '理发、量血压、助浴' }, supply: 'REUSABLE', quantity: 8, unit: 'PERSON', windows: onDays([5, 6], 8 * 60, 12 * 60) },
  { owner: '正和律师事务所', title: '公益法律咨询', category: 'VOLUNTEER_SERVICE', attributes: { field: 'LEGAL_ADVICE' }, supply: 'REUSABLE', quantity: 2, unit: 'PERSON', windows: onDays([5], 9 * 60, 12 * 60) },
  { owner: '130102002', title: '社保业务上门讲解', description: '街道党群服务中心可到单位讲解和代办。', category: 'POLICY_SERVICE', supply: 'UNLIMITED', quantity: null, unit: 'TIME' },
  { owner: '130102002', title: '党群服务中心活动室', category: 'VENUE', attributes: { venue: 'ACTIVITY_ROOM', seats: 40 }, supply: 'REUSABLE', quantity: 2, unit: 'ROOM', windows: onDays([0, 1, 2, 3, 4, 5, 6], 8 * 60, 21 * 60) },
  { owner: '海天阳光园社区', title: '花园小区荒废角落', description: '愿由邻校整治成劳动教育园地，产权不变。', category: 'LAND', supply: 'REUSABLE', quantity: 40, unit: 'SQUARE_METRE', compound: '花园小区', commonProperty: true },
  { owner: '阳光小学', title: '角落整治和养护', category: 'WORKS', supply: 'CONSUMABLE', quantity: 1, unit: 'PLACE' },
  { owner: '小画家美术学校', title: '儿童美术公益课', category: 'COURSE', attributes: { subject: 'ART', ageGroup: 'CHILDREN', seats: 20 }, supply: 'REUSABLE', quantity: 20, unit: 'PERSON', windows: onDays([5, 6], 9 * 60, 12 * 60) },
  { owner: '彩虹美术工坊', title: '周六美术体验课', category: 'COURSE', attributes: { subject: 'ART', ageGroup: 'CHILDREN' }, supply: 'REUSABLE', quantity: 12, unit: 'PERSON', windows: onDays([5], 9 * 60, 11 * 60) },
  { owner: '弦歌二胡社', title: '二胡公益课', category: 'COURSE', attributes: { subject: 'ERHU' }, supply: 'REUSABLE', quantity: 15, unit: 'PERSON', windows: onDays([2, 4], 14 * 60, 17 * 60) },
  { owner: '启明篮球俱乐部', title: '少年篮球公益课', category: 'COURSE', attributes: { subject: 'BASKETBALL', ageGroup: 'CHILDREN' }, supply: 'REUSABLE', quantity: 16, unit: 'PERSON', windows: onDays([6], 8 * 60, 12 * 60) },
  { owner: '琴韵音乐学校', title: '琴房', category: 'VENUE', attributes: { venue: 'CLASSROOM', seats: 20 }, supply: 'REUSABLE', quantity: 3, unit: 'ROOM', windows: onDays(DAYS, 9 * 60, 16 * 60) },
]
