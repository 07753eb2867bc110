/** Numbers from 0 for things that are equal: by identity where an object is shared, else by what it says. */
export class Interned<T> {
  readonly #byText = new Map<string, number>()
  readonly #byObject = new Map<object, number>()
  /** The first of each. */
  readonly first: T[] = []

  /** @param object what equal things often share; @param text what they say, asked only when the object is new */
  of(thing: T, object: object | null, text: () => string): number {
    const known = object ? this.#byObject.get(object) : undefined
    if (known !== undefined) return known
    const key = text()
    let id = this.#byText.get(key)
    if (id === undefined) {
      id = this.first.push(thing) - 1
      this.#byText.set(key, id)
    }
    if (object) this.#byObject.set(object, id)
    return id
  }
}

/** FNV-1a over code units. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
