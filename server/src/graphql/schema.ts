import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { type PubSub, buildSchema } from 'type-graphql'
import { AdjustmentResolver, NeedAdjustmentsResolver, ResourceAdjustmentsResolver } from '../features/adjustments/adjustment.graphql.ts'
import { ActivityResolver, OrganizationActivitiesResolver } from '../features/activities/activity.graphql.ts'
import { SessionAttendanceResolver, SignUpAttendanceResolver } from '../features/activities/attendance.graphql.ts'
import { ActivitySessionResolver, ActivitySessionsResolver, PersonSignUpsResolver } from '../features/activities/session.graphql.ts'
import { ActivityParticipationsResolver, OrganizationWishesResolver, WishResolver } from '../features/activities/wish.graphql.ts'
import { AllianceResolver, OrganizationAlliancesResolver } from '../features/alliances/alliance.graphql.ts'
import { OrganizationCertificatesResolver, PersonCertificatesResolver, ServiceCertificateResolver } from '../features/certificates/certificate.graphql.ts'
import { CertificateCheckResolver } from '../features/certificates/check.graphql.ts'
import { NeedResolver } from '../features/lists/need.graphql.ts'
import { OrganizationListsResolver, ResourceResolver } from '../features/lists/resource.graphql.ts'
import { AllianceMatchingResolver, MatchProposalResolver, MatchRunResolver, NeedMatchingResolver, ResourceMatchingResolver } from '../features/matching/match.graphql.ts'
import { MatchAlternativesResolver } from '../features/matching/alternatives.graphql.ts'
import { BoardCountsResolver } from '../features/matching/board-counts.graphql.ts'
import { ScarcityResolver } from '../features/matching/scarcity.graphql.ts'
import { NeedScopeResolver, OrganizationMatchingResolver } from '../features/matching/settings.graphql.ts'
import { EntryPreviewResolver } from '../features/matching/preview.graphql.ts'
import { AgendaItemResolver, JointMeetingAgendaResolver } from '../features/meetings/agenda.graphql.ts'
import { MeetingFiguresResolver } from '../features/meetings/figures.graphql.ts'
import { ItemStepResolver, ResolvedItemResolver } from '../features/meetings/item.graphql.ts'
import { JointMeetingResolver, OrganizationMeetingsResolver } from '../features/meetings/meeting.graphql.ts'
import { JointMeetingMinutesResolver, MinutesResolver } from '../features/meetings/minutes.graphql.ts'
import { OrganizationResolver } from '../features/organizations/organization.graphql.ts'
import { PersonResolver } from '../features/people/person.graphql.ts'
import { MatchProposalProjectResolver, NeedProjectsResolver, ProjectResolver, ResourceProjectsResolver } from '../features/projects/project.graphql.ts'
import { ConsentResolver, EnteredPersonResolver } from '../features/registrations/consent.graphql.ts'
import { ResourcePlacesResolver } from '../features/projects/places.graphql.ts'
import { MatchProposalRingResolver, MatchRingResolver } from '../features/rings/ring.graphql.ts'
import { OrganizationServiceResolver, PersonServiceResolver, ServiceLogResolver } from '../features/service/service-log.graphql.ts'
import { IdentityDocumentResolver, OrganizationUnmaskingsResolver, PersonDocumentResolver } from '../features/registrations/document.graphql.ts'
import { OrganizationRegistrationsResolver, PersonRegistrationsResolver, RegistrationResolver } from '../features/registrations/registration.graphql.ts'
import { LedgerResolver, OrganizationLedgerResolver, PersonLedgerResolver } from '../features/service/ledger.graphql.ts'
import { DutyResolver, PersonDutyResolver, RegistrationDutyResolver } from '../features/duties/duty.graphql.ts'
import { OrganizationDutyResolver, RecognitionResolver } from '../features/duties/recognition.graphql.ts'
import { ProjectAttachmentsResolver } from '../files/attachment.graphql.ts'
import { NoticeResolver, PersonNoticesResolver } from '../notices/notice.graphql.ts'
import { installReading } from '../reading/resolve.ts'
import { NodeResolver } from './node.graphql.ts'

/** type-graphql asks for topics as soon as there is a subscription; ours are fed by PostgreSQL (notices/feed.ts). */
const NO_TOPICS: PubSub = {
  publish: () => {
    throw new Error('nothing is published but by the database')
  },
  subscribe: () => {
    throw new Error('a subscription names its own source')
  },
}

export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      NodeResolver,
      ProjectAttachmentsResolver,
      NoticeResolver,
      PersonNoticesResolver,
      OrganizationResolver,
      PersonResolver,
      AllianceResolver,
      OrganizationAlliancesResolver,
      NeedResolver,
      ResourceResolver,
      OrganizationListsResolver,
      MatchProposalResolver,
      MatchRunResolver,
      NeedMatchingResolver,
      ResourceMatchingResolver,
      AllianceMatchingResolver,
      OrganizationMatchingResolver,
      NeedScopeResolver,
      BoardCountsResolver,
      ScarcityResolver,
      MatchAlternativesResolver,
      AdjustmentResolver,
      NeedAdjustmentsResolver,
      ResourceAdjustmentsResolver,
      ProjectResolver,
      NeedProjectsResolver,
      ResourceProjectsResolver,
      ResourcePlacesResolver,
      MatchProposalProjectResolver,
      EntryPreviewResolver,
      MatchRingResolver,
      MatchProposalRingResolver,
      JointMeetingResolver,
      OrganizationMeetingsResolver,
      AgendaItemResolver,
      JointMeetingAgendaResolver,
      ResolvedItemResolver,
      ItemStepResolver,
      MinutesResolver,
      JointMeetingMinutesResolver,
      MeetingFiguresResolver,
      ConsentResolver,
      EnteredPersonResolver,
      ServiceLogResolver,
      PersonServiceResolver,
      OrganizationServiceResolver,
      ServiceCertificateResolver,
      PersonCertificatesResolver,
      OrganizationCertificatesResolver,
      CertificateCheckResolver,
      IdentityDocumentResolver,
      PersonDocumentResolver,
      OrganizationUnmaskingsResolver,
      RegistrationResolver,
      PersonRegistrationsResolver,
      OrganizationRegistrationsResolver,
      ActivityResolver,
      OrganizationActivitiesResolver,
      ActivitySessionResolver,
      ActivitySessionsResolver,
      PersonSignUpsResolver,
      SessionAttendanceResolver,
      SignUpAttendanceResolver,
      WishResolver,
      ActivityParticipationsResolver,
      OrganizationWishesResolver,
      LedgerResolver,
      OrganizationLedgerResolver,
      PersonLedgerResolver,
      DutyResolver,
      RegistrationDutyResolver,
      PersonDutyResolver,
      RecognitionResolver,
      OrganizationDutyResolver,
    ],
    validate: false,
    pubSub: NO_TOPICS,
    emitSchemaFile: false,
    // Only what a field names: the abstract base of both lists is no type of the API.
    orphanedTypes: [],
  })
  installReading(schema)
  return schema
}
