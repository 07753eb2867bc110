/** The global id of an object, as the server makes it: base64url of `Type:uuid`. */
export function globalIdOf(type: string, uuid: string): string {
  return btoa(`${type}:${uuid}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
