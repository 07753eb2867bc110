import { type Story, id } from './story.ts'

/** Global ids of what 赵立新 speaks for or registers: a child with its consent and document, a unit, and himself where he lives. */
export async function registrationIds(story: Story): Promise<string[]> {
  const zhao = await story.as('赵立新')
  const { addChild } = await zhao.ask<{ addChild: { id: string; consents: { nodes: { id: string }[] } } }>('mutation { addChild(name: "赵小新", bornYear: 2015, consent: true) { id consents { nodes { id } } } }')
  const made = await zhao.ask<Record<string, { id: string }>>(
    `mutation ($child: ID!, $unit: ID!, $street: ID!, $community: ID!) { setIdentityDocument(kind: PASSPORT, number: "E12345678", consent: true, personId: $child) { id }
      registerUnitParty(unitId: $unit, placeId: $street) { id } registerMember(communityId: $community, consent: true) { id } }`,
    { child: addChild.id, unit: id('Organization', '正和律师事务所'), street: id('Organization', '130102002'), community: id('Organization', '130102002019') },
  )
  return [addChild.id, addChild.consents.nodes[0]!.id, ...Object.values(made).map((each) => each.id)]
}
