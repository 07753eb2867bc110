import type { Bindings } from '../access/bindings.ts'
import { globalIdSql } from '../reading/global-id.ts'
import type { Extensions, Models } from '../reading/model.ts'
import { Notice } from './notice.ts'
import type { NoticeFilter } from './notice.graphql.ts'

export function noticeConditions(a: string, _p: Bindings, filter?: NoticeFilter | null): string[] {
  return filter?.unread === undefined || filter.unread === null ? [] : [`${a}.read_at is ${filter.unread ? '' : 'not '}null`]
}

export const models: Models = {
  Notice: {
    entity: Notice,
    computed: {
      subjectId: (a) => globalIdSql(`${a}.subject_type`, `${a}.subject_id`),
    },
    orders: { NEWEST: { columns: ['created_at', 'id'], descending: true } },
  },
}

export const extensions: Extensions = {
  Person: { computed: { unreadNotices: (a, p) => `case when ${a}.id = ${p.person} then (select count(*) from notices unread where unread.person_id = ${a}.id and unread.read_at is null) end` } },
}
