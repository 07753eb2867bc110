/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment ActingOrganization on Organization {\n  id\n  kind\n  unitKind\n  name\n  isExample\n  placeName\n  parent {\n    id\n    name\n    kind\n  }\n  alliance {\n    id\n    name\n  }\n  memberships(first: 20) {\n    nodes {\n      id\n      leftOn\n      alliance {\n        id\n        name\n      }\n    }\n  }\n}\n\nfragment ViewerPerson on Person {\n  id\n  name\n  phone\n  homeUnit {\n    id\n    name\n  }\n  residenceCommunity {\n    id\n    name\n  }\n  roles(first: 50) {\n    nodes {\n      id\n      role\n      grantedAt\n      revokedAt\n      organization {\n        ...ActingOrganization\n      }\n    }\n  }\n}\n\nquery Viewer {\n  viewer {\n    ...ViewerPerson\n  }\n}\n\nmutation LogIn($phone: String!, $password: String!) {\n  logIn(phone: $phone, password: $password) {\n    id\n    name\n  }\n}\n\nmutation LogOut {\n  logOut\n}\n\nmutation LogOutEverywhere {\n  logOutEverywhere\n}\n\nmutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n  changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n    id\n  }\n}": typeof types.ActingOrganizationFragmentDoc,
};
const documents: Documents = {
    "fragment ActingOrganization on Organization {\n  id\n  kind\n  unitKind\n  name\n  isExample\n  placeName\n  parent {\n    id\n    name\n    kind\n  }\n  alliance {\n    id\n    name\n  }\n  memberships(first: 20) {\n    nodes {\n      id\n      leftOn\n      alliance {\n        id\n        name\n      }\n    }\n  }\n}\n\nfragment ViewerPerson on Person {\n  id\n  name\n  phone\n  homeUnit {\n    id\n    name\n  }\n  residenceCommunity {\n    id\n    name\n  }\n  roles(first: 50) {\n    nodes {\n      id\n      role\n      grantedAt\n      revokedAt\n      organization {\n        ...ActingOrganization\n      }\n    }\n  }\n}\n\nquery Viewer {\n  viewer {\n    ...ViewerPerson\n  }\n}\n\nmutation LogIn($phone: String!, $password: String!) {\n  logIn(phone: $phone, password: $password) {\n    id\n    name\n  }\n}\n\nmutation LogOut {\n  logOut\n}\n\nmutation LogOutEverywhere {\n  logOutEverywhere\n}\n\nmutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n  changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n    id\n  }\n}": types.ActingOrganizationFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ActingOrganization on Organization {\n  id\n  kind\n  unitKind\n  name\n  isExample\n  placeName\n  parent {\n    id\n    name\n    kind\n  }\n  alliance {\n    id\n    name\n  }\n  memberships(first: 20) {\n    nodes {\n      id\n      leftOn\n      alliance {\n        id\n        name\n      }\n    }\n  }\n}\n\nfragment ViewerPerson on Person {\n  id\n  name\n  phone\n  homeUnit {\n    id\n    name\n  }\n  residenceCommunity {\n    id\n    name\n  }\n  roles(first: 50) {\n    nodes {\n      id\n      role\n      grantedAt\n      revokedAt\n      organization {\n        ...ActingOrganization\n      }\n    }\n  }\n}\n\nquery Viewer {\n  viewer {\n    ...ViewerPerson\n  }\n}\n\nmutation LogIn($phone: String!, $password: String!) {\n  logIn(phone: $phone, password: $password) {\n    id\n    name\n  }\n}\n\nmutation LogOut {\n  logOut\n}\n\nmutation LogOutEverywhere {\n  logOutEverywhere\n}\n\nmutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n  changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n    id\n  }\n}"): (typeof documents)["fragment ActingOrganization on Organization {\n  id\n  kind\n  unitKind\n  name\n  isExample\n  placeName\n  parent {\n    id\n    name\n    kind\n  }\n  alliance {\n    id\n    name\n  }\n  memberships(first: 20) {\n    nodes {\n      id\n      leftOn\n      alliance {\n        id\n        name\n      }\n    }\n  }\n}\n\nfragment ViewerPerson on Person {\n  id\n  name\n  phone\n  homeUnit {\n    id\n    name\n  }\n  residenceCommunity {\n    id\n    name\n  }\n  roles(first: 50) {\n    nodes {\n      id\n      role\n      grantedAt\n      revokedAt\n      organization {\n        ...ActingOrganization\n      }\n    }\n  }\n}\n\nquery Viewer {\n  viewer {\n    ...ViewerPerson\n  }\n}\n\nmutation LogIn($phone: String!, $password: String!) {\n  logIn(phone: $phone, password: $password) {\n    id\n    name\n  }\n}\n\nmutation LogOut {\n  logOut\n}\n\nmutation LogOutEverywhere {\n  logOutEverywhere\n}\n\nmutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n  changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {\n    id\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;