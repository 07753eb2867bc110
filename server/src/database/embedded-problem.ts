/** Why PostgreSQL cannot run inside: one clear sentence for the person at the terminal, Chinese first. */
export class EmbeddedProblem extends Error {
  override name = 'EmbeddedProblem'

  constructor(chinese: string, english: string) {
    super(`${chinese} / ${english}`)
  }
}
