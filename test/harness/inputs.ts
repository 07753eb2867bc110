import { id } from './story.ts'

/** What 赵立新 can rightly type into the form of a need of the street. */
export const NEED_INPUT: Record<string, unknown> = {
  ownerId: id('Organization', '130102002'),
  title: '居民夜间停车',
  description: '说明',
  category: 'PARKING',
  attributes: { vehicle: 'CAR' },
  unit: 'PIECE',
  divisible: true,
  leastPart: 1,
  windows: [{ start: 1140, end: 1890 }],
  startsOn: '2026-03-03',
  endsOn: '2026-08-29',
  audienceKind: 'PUBLIC',
  contactName: '赵立新',
  contactPhone: '19900000003',
  quantity: 5,
  urgency: 3,
}

/** What 王磊 can rightly type into the form of a resource of 怡园大厦物业. */
export const RESOURCE_INPUT: Record<string, unknown> = {
  ownerId: id('Organization', '怡园大厦物业'),
  title: '地面车位',
  description: '',
  category: 'PARKING',
  attributes: { vehicle: 'CAR' },
  unit: 'PIECE',
  windows: [{ start: 1140, end: 1890 }],
  startsOn: '2026-03-03',
  endsOn: '2026-08-29',
  audienceKind: 'PUBLIC',
  contactName: '王磊',
  contactPhone: '19900000005',
  supply: 'REUSABLE',
  quantity: 5,
}

export const DRAFT_NEED = 'mutation ($input: NeedInput!) { draftNeed(input: $input) { id version status } }'
export const DRAFT_RESOURCE = 'mutation ($input: ResourceInput!) { draftResource(input: $input) { id version status } }'
export const PUBLISH_NEED = 'mutation ($id: ID!) { publishNeed(id: $id) { id status } }'
export const PUBLISH_RESOURCE = 'mutation ($id: ID!) { publishResource(id: $id) { id status } }'
