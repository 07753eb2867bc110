import { z } from 'zod'
import { valuesOf, type AttributeName, type Category, type EnumName, type Side, type Supply, type UnitOfMeasure } from './glossary.ts'

/**
 * How a resource's attribute answers a need's. What a need leaves open fits everything.
 * SAME: must be equal. SAME_OR_ANY: a resource that does not say fits all. AT_LEAST: a number, or an enum's value
 * listed no later. AT_LEAST_OR_ANY: likewise, and a resource that does not say has no limit. PROMISED: a wanted
 * yes must be a yes. NONE: only to be read.
 */
export type AttributeRule = 'SAME' | 'SAME_OR_ANY' | 'AT_LEAST' | 'AT_LEAST_OR_ANY' | 'PROMISED' | 'NONE'

interface AttributeBase {
  /** Key in the entry's attributes; its label is `ENUMS.Attribute[name]`. */
  readonly name: AttributeName
  readonly rule: AttributeRule
  /** Sides whose entries cannot be published without it. */
  readonly required: readonly Side[]
}

/** One attribute, enough to draw its form field, check its value and match it. */
export type AttributeDefinition = AttributeBase &
  (
    | { readonly type: 'boolean' }
    | { readonly type: 'integer'; readonly least: number; readonly most: number; readonly unit: UnitOfMeasure | null }
    | { readonly type: 'enum'; readonly values: EnumName }
    | { readonly type: 'text'; readonly longest: number }
  )

export type AttributeValue = boolean | number | string
export type Attributes = Readonly<Record<string, AttributeValue>>

export interface CategoryRules {
  /** Units of measure offered, the usual one first. */
  readonly units: readonly [UnitOfMeasure, ...UnitOfMeasure[]]
  /** Supplies allowed, the usual one first. */
  readonly supplies: readonly [Supply, ...Supply[]]
  /** Whether its entries have weekly windows. */
  readonly windows: 'REQUIRED' | 'OPTIONAL' | 'NONE'
  /** Whether a resource that is owners' common property asks for their recorded decision before it is published. */
  readonly ownersDecision: boolean
  /** In the order of the form. */
  readonly attributes: readonly AttributeDefinition[]
}

const BOTH = ['NEED', 'RESOURCE'] as const
const yesNo = (name: AttributeName): AttributeDefinition => ({ name, type: 'boolean', rule: 'PROMISED', required: [] })
const choice = (name: AttributeName, values: EnumName, rule: AttributeRule, required: readonly Side[]): AttributeDefinition => ({ name, type: 'enum', values, rule, required })

const seats: AttributeDefinition = { name: 'seats', type: 'integer', least: 1, most: 100_000, unit: 'PIECE', rule: 'AT_LEAST', required: [] }

/** The catalogue: everything that differs between the categories. */
export const CATEGORIES: Readonly<Record<Category, CategoryRules>> = {
  PARKING: {
    units: ['PIECE'],
    supplies: ['REUSABLE'],
    windows: 'REQUIRED',
    ownersDecision: true,
    attributes: [
      choice('vehicle', 'VehicleKind', 'SAME', BOTH),
      yesNo('covered'),
      yesNo('charging'),
      { name: 'entranceHeight', type: 'integer', least: 100, most: 1000, unit: 'CENTIMETRE', rule: 'AT_LEAST_OR_ANY', required: [] },
    ],
  },
  VENUE: {
    units: ['ROOM', 'PLACE'],
    supplies: ['REUSABLE'],
    windows: 'REQUIRED',
    ownersDecision: true,
    attributes: [choice('venue', 'VenueKind', 'SAME', ['RESOURCE']), seats, yesNo('projector'), yesNo('accessible')],
  },
  VOLUNTEER_SERVICE: {
    units: ['PERSON', 'TIME'],
    supplies: ['REUSABLE', 'CONSUMABLE', 'UNLIMITED'],
    windows: 'OPTIONAL',
    ownersDecision: false,
    attributes: [choice('field', 'VolunteerField', 'SAME', BOTH), { name: 'skills', type: 'text', longest: 200, rule: 'NONE', required: [] }],
  },
  GOODS: {
    units: ['ITEM', 'VOLUME', 'SET'],
    supplies: ['CONSUMABLE', 'REUSABLE', 'UNLIMITED'],
    windows: 'NONE',
    ownersDecision: false,
    attributes: [choice('goods', 'GoodsKind', 'SAME', BOTH), choice('condition', 'GoodsCondition', 'AT_LEAST', [])],
  },
  COURSE: {
    units: ['PERSON', 'LESSON'],
    supplies: ['REUSABLE', 'CONSUMABLE', 'UNLIMITED'],
    windows: 'OPTIONAL',
    ownersDecision: false,
    attributes: [choice('subject', 'CourseSubject', 'SAME', BOTH), choice('ageGroup', 'AgeGroup', 'SAME_OR_ANY', []), seats],
  },
  EQUIPMENT: { units: ['SET', 'ITEM'], supplies: ['REUSABLE', 'CONSUMABLE'], windows: 'OPTIONAL', ownersDecision: false, attributes: [] },
  LAND: { units: ['PLACE', 'SQUARE_METRE'], supplies: ['REUSABLE'], windows: 'OPTIONAL', ownersDecision: true, attributes: [] },
  WORKS: { units: ['TIME', 'PLACE'], supplies: ['CONSUMABLE', 'UNLIMITED'], windows: 'NONE', ownersDecision: false, attributes: [] },
  LECTURE: { units: ['EVENT'], supplies: ['CONSUMABLE', 'UNLIMITED', 'REUSABLE'], windows: 'OPTIONAL', ownersDecision: false, attributes: [] },
  EXPERT: { units: ['PERSON', 'TIME'], supplies: ['REUSABLE', 'CONSUMABLE', 'UNLIMITED'], windows: 'OPTIONAL', ownersDecision: false, attributes: [] },
  POLICY_SERVICE: { units: ['TIME', 'PERSON'], supplies: ['UNLIMITED', 'CONSUMABLE'], windows: 'OPTIONAL', ownersDecision: false, attributes: [] },
}

/** Whether it may only be published with a recorded decision of the owners or their committee. */
export function needsOwnersDecision(category: Category, commonProperty: boolean): boolean {
  return commonProperty && CATEGORIES[category].ownersDecision
}

/**
 * The schema of an entry's attributes, for browser and server alike: strict, so an unknown key is an error; only
 * what is required of that side must be there.
 */
export function attributesSchema(category: Category, side: Side): z.ZodType<Attributes, unknown> {
  const known = SCHEMAS.get(`${category} ${side}`)
  if (known) return known
  const shape: Record<string, z.ZodType<AttributeValue | undefined>> = {}
  for (const attribute of CATEGORIES[category].attributes) {
    shape[attribute.name] = attribute.required.includes(side) ? valueSchema(attribute) : valueSchema(attribute).optional()
  }
  const schema = z.strictObject(shape).transform((value) => value as Attributes)
  SCHEMAS.set(`${category} ${side}`, schema)
  return schema
}

const SCHEMAS = new Map<string, z.ZodType<Attributes, unknown>>()

function valueSchema(attribute: AttributeDefinition): z.ZodType<AttributeValue> {
  switch (attribute.type) {
    case 'boolean':
      return z.boolean()
    case 'integer':
      return z.int().min(attribute.least).max(attribute.most)
    case 'enum':
      return z.enum(valuesOf(attribute.values))
    case 'text':
      return z.string().trim().min(1).max(attribute.longest)
  }
}

/** What a need wants and a resource does not offer; `offered` is null where the resource does not say. */
export interface AttributeMismatch {
  readonly attribute: AttributeName
  readonly wanted: AttributeValue
  readonly offered: AttributeValue | null
}

/** Every attribute in which the resource falls short of the need, in the order of the form; empty when it fits. */
export function attributeMismatches(category: Category, need: Attributes, resource: Attributes): AttributeMismatch[] {
  return CATEGORIES[category].attributes.flatMap((attribute) => {
    const wanted = need[attribute.name]
    const offered = resource[attribute.name]
    if (wanted === undefined || fits(attribute, wanted, offered)) return []
    return [{ attribute: attribute.name, wanted, offered: offered ?? null }]
  })
}

function fits(attribute: AttributeDefinition, wanted: AttributeValue, offered: AttributeValue | undefined): boolean {
  switch (attribute.rule) {
    case 'NONE':
      return true
    case 'PROMISED':
      return wanted !== true || offered === true
    case 'SAME':
      return offered === wanted
    case 'SAME_OR_ANY':
      return offered === undefined || offered === wanted
    case 'AT_LEAST':
      return offered !== undefined && reaches(attribute, wanted, offered)
    case 'AT_LEAST_OR_ANY':
      return offered === undefined || reaches(attribute, wanted, offered)
  }
}

/** An enum that is compared lists its best value first. */
function reaches(attribute: AttributeDefinition, wanted: AttributeValue, offered: AttributeValue): boolean {
  if (attribute.type !== 'enum') return offered >= wanted
  const values: readonly string[] = valuesOf(attribute.values)
  return values.indexOf(String(offered)) <= values.indexOf(String(wanted))
}
