import { label } from '@red-alliance/shared/glossary'
import { CHARACTERS } from './cast.ts'
import { divisions } from './divisions.ts'

/** Everybody's in the story world; refused where NODE_ENV=production. */
export const DEMO_PASSWORD = 'lianmeng-2026'

/** One log-in for each role, to be printed at the start. */
export function demoLogIns(): string {
  const first = CHARACTERS.filter(({ role }, index) => CHARACTERS.findIndex((other) => other.role === role) === index)
  const names = new Map(divisions().map(({ code, name }) => [code, name]))
  const lines = first.map(({ phone, name, role, at }) => `  ${phone}  ${name}  ${label('Role', role)} · ${names.get(at) ?? at}`)
  return ['演示账号（密码均为 · every password is ' + DEMO_PASSWORD + '）：', ...lines, ''].join('\n')
}
