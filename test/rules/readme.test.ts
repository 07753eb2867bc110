import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { CHARACTERS } from '../../server/seeds/cast.ts'
import { DEMO_PASSWORD } from '../../server/seeds/demo-log-ins.ts'
import { type Story, openStory } from '../harness/story.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readme)?.[1] ?? ''

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(() => story.close())

test("the README's query has the answer that the README prints", async () => {
  expect(await (await story.as('王磊')).ask(block('graphql'))).toEqual(JSON.parse(block('json')))
})

test("the README's log-ins are the story's, one for each role", () => {
  const rows = [...readme.matchAll(/^\| (\d{11}) \| (\S+) \|/gm)].map(([, phone, name]) => `${phone} ${name}`)
  const firsts = CHARACTERS.filter(({ role }, index) => CHARACTERS.findIndex((other) => other.role === role) === index)
  expect(rows).toEqual(firsts.map(({ phone, name }) => `${phone} ${name}`))
  expect(readme).toContain(DEMO_PASSWORD)
})
