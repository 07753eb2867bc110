import { createHash } from 'node:crypto'

/**
 * SHA-256 of what was issued: of its JSON without `sha256`, with the keys of every object in order (jsonb does not keep the order they were
 * written in), so that anybody can check it: `jq -cjS 'del(.sha256)' document.json | sha256sum`.
 */
export function sealOf(document: object): Buffer {
  const { sha256: _own, ...content } = document as { readonly sha256?: unknown }
  return createHash('sha256').update(JSON.stringify(content, inOrder)).digest()
}

function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
