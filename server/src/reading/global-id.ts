/** SQL of the global id (graphql/ids.ts) of the object whose type and uuid the two expressions give. */
export function globalIdSql(type: string, uuid: string): string {
  return `rtrim(translate(encode(convert_to(${type} || ':' || ${uuid}, 'UTF8'), 'base64'), E'+/\\n', '-_'), '=')`
}
