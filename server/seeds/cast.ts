import type { Role, UnitKind } from '@red-alliance/shared/glossary'

/** Places that the official list does not have yet: under which code, and what they are called. */
export const NEW_COMMUNITIES: readonly (readonly [parentCode: string, name: string])[] = [
  ['130108002', '海天阳光园社区'],
  ['130108003', '金域华府社区'],
  ['130102011', '谈固新苑社区'],
]

/** A place by its division code, or an added one by its name. */
export const COMPOUNDS: readonly (readonly [place: string, ...names: string[]])[] = [
  ['海天阳光园社区', '花园小区'],
  ['130105006008', '合心苑一院', '合心苑二院', '合心苑三院', '合心苑四院', '合心苑五院', '合心苑六院', '合心苑七院', '合心苑八院', '合心苑九院'],
  ['130102002019', '东安小区', '怡园小区'],
]

export interface Unit {
  readonly place: string
  readonly name: string
  readonly kind: UnitKind
  /** What bears a real unit's name. */
  readonly example?: true
}

const academy = (name: string): Unit => ({ place: '130108002006', name, kind: 'TRAINING_INSTITUTION' })

export const UNITS: readonly Unit[] = [
  { place: '130102002019', name: '怡园大厦物业', kind: 'PROPERTY_MANAGER' },
  { place: '130102002010', name: '青园商务楼业委会', kind: 'OWNERS_COMMITTEE' },
  { place: '130102002020', name: '康宁医院', kind: 'HOSPITAL' },
  { place: '130102002021', name: '晨光小学', kind: 'SCHOOL' },
  { place: '130102002023', name: '惠民超市', kind: 'PRIVATE_FIRM' },
  { place: '130102002010', name: '青园书店', kind: 'STATE_FIRM' },
  { place: '130102002', name: '正和律师事务所', kind: 'SOCIAL_ORGANIZATION' },
  { place: '海天阳光园社区', name: '阳光小学', kind: 'SCHOOL', example: true },
  { place: '海天阳光园社区', name: '花园小区业委会', kind: 'OWNERS_COMMITTEE' },
  { place: '130105006', name: '国家统计局河北调查总队', kind: 'GOVERNMENT_ORGAN', example: true },
  { place: '130105006', name: '河北省统计局', kind: 'GOVERNMENT_ORGAN', example: true },
  ...['琴韵音乐学校', '小画家美术学校', '启明篮球俱乐部', '弦歌二胡社', '墨香书法学堂', '舞悦舞蹈学校', '童声合唱学校', '彩虹美术工坊', '飞跃篮球学校', '民乐之家', '晚晴老年学堂', '启智教育中心', '新芽艺术学校'].map(academy),
]

export interface Alliance {
  readonly convener: string
  readonly name: string
  readonly signedOn: string
  readonly members: readonly string[]
}

export const ALLIANCES: readonly Alliance[] = [
  { convener: '130102002', name: '青园街道红色联盟', signedOn: '2020-05-20', members: ['怡园大厦物业', '青园商务楼业委会', '康宁医院', '晨光小学', '惠民超市', '青园书店', '正和律师事务所'] },
  { convener: '海天阳光园社区', name: '海天阳光园社区红色联盟', signedOn: '2021-03-12', members: ['阳光小学', '花园小区业委会'] },
  { convener: '130108002006', name: '新天地社区红色联盟', signedOn: '2021-06-18', members: UNITS.filter(({ place }) => place === '130108002006').map(({ name }) => name) },
  { convener: '130105006', name: '西苑街道红色联盟', signedOn: '2020-07-01', members: ['国家统计局河北调查总队', '河北省统计局'] },
]

export interface Character {
  readonly name: string
  readonly phone: string
  readonly role: Role
  readonly at: string
  readonly residence?: string
}

/** Invented people; the numbers belong to nobody (1990000 is not given out). 惠民超市 has nobody who logs in. */
export const CHARACTERS: readonly Character[] = [
  { name: '马建国', phone: '19900000001', role: 'ADMIN', at: '1301' },
  { name: '高志远', phone: '19900000002', role: 'SUPERVISOR', at: '130102' },
  { name: '赵立新', phone: '19900000003', role: 'SECRETARY', at: '130102002' },
  { name: '孙晓梅', phone: '19900000004', role: 'CLERK', at: '130102002' },
  { name: '王磊', phone: '19900000005', role: 'LIAISON', at: '怡园大厦物业' },
  { name: '陈国强', phone: '19900000006', role: 'LIAISON', at: '青园商务楼业委会' },
  { name: '林静', phone: '19900000007', role: 'MEMBER', at: '康宁医院', residence: '130102002019' },
  { name: '刘桂兰', phone: '19900000008', role: 'RESIDENT', at: '130102002019' },
  { name: '吴秀芳', phone: '19900000009', role: 'SECRETARY', at: '海天阳光园社区' },
  { name: '郑海燕', phone: '19900000010', role: 'LIAISON', at: '阳光小学' },
  { name: '何玉梅', phone: '19900000011', role: 'SECRETARY', at: '130108002006' },
  { name: '周敏', phone: '19900000012', role: 'SECRETARY', at: '130105006008' },
  { name: '李静', phone: '19900000013', role: 'CLERK', at: '130102002019' },
  { name: '李秀英', phone: '19900000014', role: 'SECRETARY', at: '130102002019' },
  { name: '许文博', phone: '19900000015', role: 'LIAISON', at: '康宁医院' },
  { name: '韩雪', phone: '19900000016', role: 'LIAISON', at: '晨光小学' },
  { name: '程远', phone: '19900000017', role: 'LIAISON', at: '青园书店' },
  { name: '苏婉', phone: '19900000018', role: 'LIAISON', at: '琴韵音乐学校' },
  { name: '秦振华', phone: '19900000019', role: 'SECRETARY', at: '130105006' },
  { name: '邓立', phone: '19900000020', role: 'SUPERVISOR', at: '1301' },
  { name: '白洁', phone: '19900000021', role: 'LIAISON', at: '国家统计局河北调查总队' },
  { name: '田野', phone: '19900000022', role: 'LIAISON', at: '河北省统计局' },
  { name: '罗岚', phone: '19900000023', role: 'CLERK', at: '130105006' },
  { name: '杜鹃', phone: '19900000024', role: 'MEMBER', at: '琴韵音乐学校', residence: '130108002006' },
  { name: '沈川', phone: '19900000025', role: 'MEMBER', at: '弦歌二胡社', residence: '130108002006' },
  { name: '方圆', phone: '19900000026', role: 'MEMBER', at: '小画家美术学校', residence: '130108002006' },
]
