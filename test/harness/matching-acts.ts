import { type Story, id } from './story.ts'

/** The story's alliance. */
export const ALLIANCE = id('Alliance', '青园街道红色联盟')
const RUN = 'mutation ($id: ID!) { runMatching(allianceId: $id) { id } }'

/**
 * 赵立新 has the street's matching run, and it comes to its end.
 * @returns the run's global id
 */
export async function runMatching(story: Story): Promise<string> {
  const { runMatching: run } = await (await story.as('赵立新')).ask<{ runMatching: { id: string } }>(RUN, { id: ALLIANCE })
  await story.drain()
  return run.id
}

/**
 * Like `runMatching`, with what 赵立新 then reads of the run.
 * @param selection fields of MatchRun
 */
export async function runAndRead<Run>(story: Story, selection: string): Promise<Run> {
  const run = await runMatching(story)
  return (await (await story.as('赵立新')).ask<{ node: Run }>(`query ($id: ID!) { node(id: $id) { ... on MatchRun { ${selection} } } }`, { id: run })).node
}
