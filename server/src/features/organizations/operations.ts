import type { GraphQLResolveInfo } from 'graphql'
import { z } from 'zod'
import type { UnitKind } from '@red-alliance/shared/glossary'
import type { Context } from '../../graphql/context.ts'
import { checked, line } from '../../input.ts'
import { operation } from '../../operation.ts'
import { Refusal } from '../../refusal.ts'
import { Organization, placeNameBelow } from './organization.ts'

const input = z.object({ parentId: z.string(), name: line(60), unitKind: z.custom<UnitKind>() })

/**
 * A unit that stands in a street or community begins to exist here.
 * @throws Refusal BAD_INPUT under a parent that is neither street nor community, or with a name that is empty or above 60 characters
 */
export function registerUnit(context: Context, info: GraphQLResolveInfo, raw: z.input<typeof input>): Promise<unknown> {
  const { parentId, name, unitKind } = checked(input, raw)
  return operation(context, info, 'organization.registerUnit', {
    subject: { type: Organization, id: parentId },
    input: { parentId, name, unitKind },
    run: async ({ em, now, newId }, parent) => {
      if (!['STREET', 'COMMUNITY'].includes(parent.kind)) throw new Refusal('BAD_INPUT', { fields: ['parentId'] })
      const unit = em.create(Organization, { id: newId(), kind: 'UNIT', unitKind, name, code: null, isExample: false, placeName: placeNameBelow(parent), latitude: null, longitude: null, parent, createdAt: now })
      return { type: 'Organization', id: unit.id, organizationId: parent.id, parties: [parent.id, unit.id] }
    },
  })
}

/**
 * Where an organization is, for distances in metres.
 * @param position WGS 84 in millionths of a degree; null takes it back
 * @throws Refusal POSITION_INVALID for half a position, or one outside of China
 */
export function locateOrganization(context: Context, info: GraphQLResolveInfo, asked: { id: string; latitude: number | null; longitude: number | null }): Promise<unknown> {
  return operation(context, info, 'organization.locate', {
    subject: { type: Organization, id: asked.id },
    input: asked,
    run: async (_work, organization) => {
      organization.locate(asked)
      return { type: 'Organization', id: organization.id, organizationId: organization.id, parties: [organization.id] }
    },
  })
}
