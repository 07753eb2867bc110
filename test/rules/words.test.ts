import { describe, expect, test } from '@jest/globals'
import { filesIn, textOf } from './sources.ts'

/** All keys of a language, `file.key.key`. */
function keysOf(language: string): Set<string> {
  const keys = new Set<string>()
  const walk = (path: string, value: unknown): void => {
    if (typeof value === 'string' || Array.isArray(value)) keys.add(path)
    else for (const [key, inner] of Object.entries(value as object)) walk(`${path}.${key}`, inner)
  }
  for (const file of filesIn([`web/src/locales/${language}`], ['.json'])) walk(file.replace(/^.*\/(.+)\.json$/, '$1'), JSON.parse(textOf(file)))
  return keys
}

const chinese = keysOf('zh-CN')
const english = keysOf('en')

describe('every phrase on screen is written', () => {
  const asked = filesIn(['web/src'], ['.vue', '.ts']).flatMap((path) => [...textOf(path).matchAll(/\b(?:t|te)\(\s*'([a-z][\w-]*(?:\.[\w-]+)+)'/gi)].map(([, key]) => ({ path, key: key! })))

  test('there are phrases to look at', () => expect(asked.length).toBeGreaterThan(500))

  test('what a page names stands in the Chinese phrases', () => {
    expect(asked.filter(({ key }) => !chinese.has(key)).map(({ path, key }) => `${path}: ${key}`)).toEqual([])
  })

  test('each language has what the other has', () => {
    expect({ english: [...chinese].filter((key) => !english.has(key)), chinese: [...english].filter((key) => !chinese.has(key)) }).toEqual({ english: [], chinese: [] })
  })
})
