import type { Graph } from './city-graph.ts'

/** A graph as the bytes that lemon.cpp reads. */
export function graphBytes({ supplies, capacities, from, to, utility }: Graph): Buffer {
  const bytes = (part: Int32Array | Float64Array): Buffer => Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  return Buffer.concat([bytes(Int32Array.of(supplies.length, capacities.length, from.length)), ...[supplies, capacities, from, to, utility].map(bytes)])
}
