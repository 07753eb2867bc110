import type { Connection, Extensions, Models } from '../reading/model.ts'
import { globalIdSql } from '../reading/global-id.ts'
import { Attachment } from './attachment.ts'

export const models: Models = {
  Attachment: {
    entity: Attachment,
    computed: { url: (a) => `'/files/' || ${globalIdSql("'Attachment'", `${a}.id`)}` },
    orders: { ATTACHED: { columns: ['attached_at', 'id'], descending: false } },
  },
}

/** The relation `attachments` of a type that stands in ATTACHABLE. */
export function attachmentsOf(type: string): Connection {
  return { type: 'Attachment', where: (target, parent) => [`${target}.attached_to_type = '${type}'`, `${target}.attached_to_id = ${parent}.id`], order: 'ATTACHED' }
}

export const extensions: Extensions = { Project: { connections: { attachments: attachmentsOf('Project') } } }
