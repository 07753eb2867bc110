import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchema } from 'type-graphql'
import { AllianceResolver, OrganizationAlliancesResolver } from '../features/alliances/alliance.graphql.ts'
import { NeedResolver } from '../features/lists/need.graphql.ts'
import { OrganizationListsResolver, ResourceResolver } from '../features/lists/resource.graphql.ts'
import { AllianceMatchingResolver, MatchProposalResolver, MatchRunResolver, NeedMatchingResolver, ResourceMatchingResolver } from '../features/matching/match.graphql.ts'
import { OrganizationResolver } from '../features/organizations/organization.graphql.ts'
import { PersonResolver } from '../features/people/person.graphql.ts'
import { MatchProposalProjectResolver, NeedProjectsResolver, ProjectResolver, ResourceProjectsResolver } from '../features/projects/project.graphql.ts'
import { installReading } from '../reading/resolve.ts'
import { NodeResolver } from './node.graphql.ts'

export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      NodeResolver, OrganizationResolver, PersonResolver, AllianceResolver, OrganizationAlliancesResolver,
      NeedResolver, ResourceResolver, OrganizationListsResolver,
      MatchProposalResolver, MatchRunResolver, NeedMatchingResolver, ResourceMatchingResolver, AllianceMatchingResolver,
      ProjectResolver, NeedProjectsResolver, ResourceProjectsResolver, MatchProposalProjectResolver,
    ],
    validate: false,
    emitSchemaFile: false,
    // Only what a field names: the abstract base of both lists is no type of the API.
    orphanedTypes: [],
  })
  installReading(schema)
  return schema
}
