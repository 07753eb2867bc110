/**
 * Needs (0, 1, …) and rows (numbers from `needs` on) in the order in which a walk breadth first meets them. A simplex walks along arcs all the time; when neighbours lie near in memory too, that takes a large
 * problem a fraction of the time.
 */
export function nearOrder(needs: number, rows: number, from: Int32Array, to: Int32Array): Int32Array {
  const first = new Int32Array(needs + rows + 1)
  for (let a = 0; a < from.length; a += 1) {
    first[from[a]! + 1]! += 1
    first[needs + to[a]! + 1]! += 1
  }
  for (let v = 0; v < needs + rows; v += 1) first[v + 1]! += first[v]!
  const ends = new Int32Array(2 * from.length)
  const next = first.slice()
  for (let a = 0; a < from.length; a += 1) {
    const [need, row] = [from[a]!, needs + to[a]!]
    ends[next[need]!++] = row
    ends[next[row]!++] = need
  }
  const met = new Uint8Array(needs + rows)
  const order = new Int32Array(needs + rows)
  let count = 0
  for (let start = 0, at = 0; start < met.length; start += 1) {
    if (met[start] === 1) continue
    met[start] = 1
    order[count++] = start
    for (; at < count; at += 1) {
      const node = order[at]!
      for (let i = first[node]!; i < first[node + 1]!; i += 1) {
        const end = ends[i]!
        if (met[end] === 1) continue
        met[end] = 1
        order[count++] = end
      }
    }
  }
  return order
}
