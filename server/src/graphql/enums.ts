import { registerEnumType } from 'type-graphql'
import { ENUMS, type EnumName, type EnumValue, valuesOf } from '@red-alliance/shared/glossary'

/** An enumeration of the glossary as a GraphQL enum: values and descriptions stand there once. */
function glossaryEnum<E extends EnumName>(name: E): Record<EnumValue<E>, EnumValue<E>> {
  const values = Object.fromEntries(valuesOf(name).map((value) => [value, value])) as Record<EnumValue<E>, EnumValue<E>>
  const labels = ENUMS[name] as Record<string, { en: string }>
  const valuesConfig = Object.fromEntries(valuesOf(name).map((value) => [value, { description: labels[value]!.en }]))
  registerEnumType(values, { name, valuesConfig: valuesConfig as Record<EnumValue<E>, { description: string }> })
  return values
}

export const RoleEnum = glossaryEnum('Role')
export const OrganizationKindEnum = glossaryEnum('OrganizationKind')
export const UnitKindEnum = glossaryEnum('UnitKind')
export const CategoryEnum = glossaryEnum('Category')
export const SupplyEnum = glossaryEnum('Supply')
export const UnitOfMeasureEnum = glossaryEnum('UnitOfMeasure')
export const EntryStatusEnum = glossaryEnum('EntryStatus')
export const AudienceKindEnum = glossaryEnum('AudienceKind')
export const OwnersDecisionByEnum = glossaryEnum('OwnersDecisionBy')
export const SideEnum = glossaryEnum('Side')
export const ProposalStatusEnum = glossaryEnum('ProposalStatus')
export const ProposalOriginEnum = glossaryEnum('ProposalOrigin')
export const DeclineReasonEnum = glossaryEnum('DeclineReason')
export const ProjectStatusEnum = glossaryEnum('ProjectStatus')
export const NoticeKindEnum = glossaryEnum('NoticeKind')
export const AgreedHowEnum = glossaryEnum('AgreedHow')
export const MeetingKindEnum = glossaryEnum('MeetingKind')
export const MeetingRhythmEnum = glossaryEnum('MeetingRhythm')
export const DayRoleEnum = glossaryEnum('DayRole')
export const MeetingStageEnum = glossaryEnum('MeetingStage')
export const InvitationCapacityEnum = glossaryEnum('InvitationCapacity')
export const InvitationAnswerEnum = glossaryEnum('InvitationAnswer')
export const AttendanceEnum = glossaryEnum('Attendance')
export const AgendaSourceEnum = glossaryEnum('AgendaSource')
export const AgendaOutcomeEnum = glossaryEnum('AgendaOutcome')
export const StanceEnum = glossaryEnum('Stance')
export const ItemStageEnum = glossaryEnum('ItemStage')
export const ItemStepKindEnum = glossaryEnum('ItemStepKind')
export const MinutesStageEnum = glossaryEnum('MinutesStage')
