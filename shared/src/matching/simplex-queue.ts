import { ROOT } from './simplex-tree.ts'

/** Nodes that wait to be priced, each once, first come first served; a ring that grows with the nodes. */
export class NodeQueue {
  private ring: Int32Array
  private waits: Uint8Array
  private first = 0
  private length = 0

  constructor(nodes: number) {
    this.ring = new Int32Array(nodes)
    this.waits = new Uint8Array(nodes)
  }

  get empty(): boolean {
    return this.length === 0
  }

  /** Whoever waits already keeps their place; the root is never priced. */
  wait(node: number): void {
    if (node === ROOT || this.waits[node] === 1) return
    this.waits[node] = 1
    this.push(node)
  }

  /** The next one. It counts as waiting until it is `done`, or waits `again` behind the others. */
  take(): number {
    const node = this.ring[this.first]!
    this.first = this.first + 1 === this.ring.length ? 0 : this.first + 1
    this.length -= 1
    return node
  }

  again(node: number): void {
    this.push(node)
  }

  done(node: number): void {
    this.waits[node] = 0
  }

  /** Room for so many nodes. */
  grow(nodes: number): void {
    const ring = new Int32Array(nodes)
    const waits = new Uint8Array(nodes)
    waits.set(this.waits)
    for (let i = 0; i < this.length; i += 1) ring[i] = this.ring[(this.first + i) % this.ring.length]!
    this.ring = ring
    this.waits = waits
    this.first = 0
  }

  private push(node: number): void {
    const at = this.first + this.length
    this.ring[at >= this.ring.length ? at - this.ring.length : at] = node
    this.length += 1
  }
}
