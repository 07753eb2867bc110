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

/** One number for two, whole and from -1 on, below 2^26. */
export const pairKey = (a: number, b: number): number => (a + 1) * 67_108_864 + b + 1

/** Numbers from 0 for pairs of numbers that `pairKey` takes. */
export class InternedPairs {
  readonly #ids = new Map<number, number>()

  get size(): number {
    return this.#ids.size
  }

  of(a: number, b: number): number {
    const key = pairKey(a, b)
    let id = this.#ids.get(key)
    if (id === undefined) this.#ids.set(key, (id = this.#ids.size))
    return id
  }
}

/** Numbers from 0 for names, or other values. */
export class Names<T extends string | number | boolean = string> {
  readonly #ids = new Map<T, number>()

  get size(): number {
    return this.#ids.size
  }

  /** The name's number, a new one if it has none. */
  of(name: T): number {
    let id = this.#ids.get(name)
    if (id === undefined) this.#ids.set(name, (id = this.#ids.size))
    return id
  }

  /** -1 when it has none. */
  known(name: T): number {
    return this.#ids.get(name) ?? -1
  }
}

/** FNV-1a over code units. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}

/** Spreads a hash over its bits (the end of MurmurHash3). */
export function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}
