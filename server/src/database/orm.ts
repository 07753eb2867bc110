import { MikroORM, type MigrationObject } from '@mikro-orm/postgresql'
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy'
import { Migrator } from '@mikro-orm/migrations'
import { Migration20261122010000_people } from '../../migrations/Migration20261122010000_people.ts'
import { Migration20261122020000_lists } from '../../migrations/Migration20261122020000_lists.ts'
import { Migration20261122030000_matching } from '../../migrations/Migration20261122030000_matching.ts'
import { Migration20261122040000_operations } from '../../migrations/Migration20261122040000_operations.ts'
import { Migration20261122050000_rooms } from '../../migrations/Migration20261122050000_rooms.ts'
import { Migration20261122060000_meetings } from '../../migrations/Migration20261122060000_meetings.ts'
import { Migration20261125010000_persons } from '../../migrations/Migration20261125010000_persons.ts'
import { Migration20261125020000_service_logs } from '../../migrations/Migration20261125020000_service_logs.ts'
import { Migration20261125025000_registrations } from '../../migrations/Migration20261125025000_registrations.ts'
import { Migration20261125030000_ledger } from '../../migrations/Migration20261125030000_ledger.ts'
import { Migration20261125050000_certificates } from '../../migrations/Migration20261125050000_certificates.ts'
import { Migration20261125060000_activities } from '../../migrations/Migration20261125060000_activities.ts'
import { Migration20261125080000_erasure } from '../../migrations/Migration20261125080000_erasure.ts'
import { Migration20261125070000_duties } from '../../migrations/Migration20261125070000_duties.ts'
import { Migration20261126050000_adjustments } from '../../migrations/Migration20261126050000_adjustments.ts'
import { Migration20261126010000_settings } from '../../migrations/Migration20261126010000_settings.ts'
import { Migration20261126020000_match_runs } from '../../migrations/Migration20261126020000_match_runs.ts'
import { Migration20261126060000_rings } from '../../migrations/Migration20261126060000_rings.ts'
import { Migration20261126070000_places } from '../../migrations/Migration20261126070000_places.ts'
import { Migration20261129010000_overtaken } from '../../migrations/Migration20261129010000_overtaken.ts'
import { Migration20261129020000_rules_runs } from '../../migrations/Migration20261129020000_rules_runs.ts'
import { Migration20261129030000_adjustments_wait } from '../../migrations/Migration20261129030000_adjustments_wait.ts'
import { Migration20261129040000_adjustments_applied } from '../../migrations/Migration20261129040000_adjustments_applied.ts'
import { Migration20261129060000_concessions } from '../../migrations/Migration20261129060000_concessions.ts'
import { AuditEvent } from '../audit-event.ts'
import { Activity, AdultInCharge } from '../features/activities/activity.ts'
import { UnitParticipation } from '../features/activities/participation.ts'
import { ActivityRole, ActivitySession } from '../features/activities/session.ts'
import { SessionAttendance, SignUp } from '../features/activities/sign-up.ts'
import { Wish } from '../features/activities/wish.ts'
import { Alliance, AllianceMember } from '../features/alliances/alliance.ts'
import { CertificateIssuer } from '../features/certificates/certificate-issuer.ts'
import { ServiceCertificate } from '../features/certificates/service-certificate.ts'
import { Need } from '../features/lists/need.ts'
import { ProxyRecord } from '../features/lists/proxy-record.ts'
import { Resource } from '../features/lists/resource.ts'
import { MatchProposal } from '../features/matching/match-proposal.ts'
import { MatchObstacle, MatchRun } from '../features/matching/match-run.ts'
import { Adjustment } from '../features/adjustments/adjustment.ts'
import { MatchingSettings } from '../features/matching/matching-settings.ts'
import { AgendaItem, Opinion } from '../features/meetings/agenda-item.ts'
import { Invitation, JointMeeting, MeetingRule } from '../features/meetings/meeting.ts'
import { Minutes, MinutesComment } from '../features/meetings/minutes.ts'
import { ItemStep, ResolvedItem } from '../features/meetings/resolved-item.ts'
import { Compound, Organization } from '../features/organizations/organization.ts'
import { Person, RoleAssignment, Session } from '../features/people/person.ts'
import { Booking } from '../features/projects/booking.ts'
import { Project } from '../features/projects/project.ts'
import { Consent } from '../features/registrations/consent.ts'
import { IdentityDocument, Unmasking } from '../features/registrations/identity-document.ts'
import { Registration } from '../features/registrations/registration.ts'
import { MatchRing, MatchRingMember } from '../features/rings/match-ring.ts'
import { ServiceCheck, ServiceRecheck } from '../features/service/service-check.ts'
import { ServiceLog } from '../features/service/service-log.ts'
import { ServiceRecord } from '../features/service/service-record.ts'
import { DutySetting } from '../features/duties/duty-setting.ts'
import { QuarterTotal } from '../features/duties/quarter-total.ts'
import { Recognition } from '../features/duties/recognition.ts'
import { ServiceProfile } from '../features/duties/service-profile.ts'
import { Attachment } from '../files/attachment.ts'
import { Notice } from '../notices/notice.ts'

export const ENTITIES = [
  Organization,
  Compound,
  Alliance,
  AllianceMember,
  Person,
  RoleAssignment,
  Session,
  Need,
  Resource,
  ProxyRecord,
  MatchRun,
  MatchObstacle,
  MatchProposal,
  MatchingSettings,
  Adjustment,
  Project,
  MatchRing,
  MatchRingMember,
  Booking,
  AuditEvent,
  Attachment,
  Notice,
  MeetingRule,
  JointMeeting,
  Invitation,
  AgendaItem,
  Opinion,
  ResolvedItem,
  ItemStep,
  Minutes,
  MinutesComment,
  ServiceLog,
  ServiceRecord,
  ServiceCheck,
  ServiceRecheck,
  Registration,
  Consent,
  IdentityDocument,
  Unmasking,
  CertificateIssuer,
  ServiceCertificate,
  Activity,
  AdultInCharge,
  ActivitySession,
  ActivityRole,
  SignUp,
  SessionAttendance,
  UnitParticipation,
  Wish,
  DutySetting,
  ServiceProfile,
  QuarterTotal,
  Recognition,
]

const MIGRATIONS = [
  Migration20261122010000_people,
  Migration20261122020000_lists,
  Migration20261122030000_matching,
  Migration20261122040000_operations,
  Migration20261122050000_rooms,
  Migration20261122060000_meetings,
  Migration20261125010000_persons,
  Migration20261125020000_service_logs,
  Migration20261125025000_registrations,
  Migration20261125030000_ledger,
  Migration20261125050000_certificates,
  Migration20261125060000_activities,
  Migration20261125080000_erasure,
  Migration20261125070000_duties,
  Migration20261126010000_settings,
  Migration20261126020000_match_runs,
  Migration20261126060000_rings,
  Migration20261126070000_places,
  Migration20261126050000_adjustments,
  Migration20261129010000_overtaken,
  Migration20261129020000_rules_runs,
  Migration20261129030000_adjustments_wait,
  Migration20261129040000_adjustments_applied,
  Migration20261129060000_concessions,
]

/**
 * @param role the database role that every connection takes on; undefined for the owner
 * @param poolSize connections at most
 */
export function openOrm(url: string, { role, poolSize = 20 }: { role?: string; poolSize?: number } = {}): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: url,
    entities: ENTITIES,
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    forceUtcTimezone: true,
    logger: () => {},
    pool: { min: 0, max: poolSize },
    driverOptions: { options: `-c statement_timeout=30000 -c timezone=UTC${role ? ` -c role=${role}` : ''}` },
    migrations: { migrationsList: MIGRATIONS.map((migration): MigrationObject => ({ name: migration.name, class: migration })), snapshot: false },
  })
}
