import type { Block } from './blocks.ts'

/** A block and the empty lines above it; the mark's and the rule's own drops, which are in mm, are not counted. */
export interface LaidOut {
  readonly block: Block
  readonly emptyLines: number
}

/** The empty lines that the standard asks for: 7.2.5, 7.3.1, 7.3.3, 7.3.4, 10.3. */
export function laidOut(blocks: readonly Block[]): LaidOut[] {
  return blocks.map((block, index) => ({ block, emptyLines: emptyLines(block, blocks[index - 1]) }))
}

function emptyLines(block: Block, above: Block | undefined): number {
  switch (block.kind) {
    case 'number':
    case 'title':
      return 2
    case 'paragraph':
    case 'heading':
      return above && ['title', 'note', 'rule'].includes(above.kind) ? 1 : 0
    case 'attachment':
    case 'attendance':
      return above?.kind === block.kind ? 0 : 1
    default:
      return 0
  }
}
