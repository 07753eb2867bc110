import type { Bindings } from '../access/bindings.ts'

/**
 * Conditions for "the text contains these words": every pair of neighbouring characters through the GIN index on the bigrams, then
 * the words themselves. A single character has no pair and is looked for without the index.
 */
export function contains(p: Bindings, search: string, bigrams: string, text: string): string[] {
  return search
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 5)
    .flatMap((word) => {
      const exact = `strpos(lower(${text}), ${p.bind(word, 'text')}) > 0`
      return [...word].length > 1 ? [`${bigrams} @> bigrams(${p.bind(word, 'text')})`, exact] : [exact]
    })
}
