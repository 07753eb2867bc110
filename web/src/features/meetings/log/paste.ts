import { newTopic, type LoggedTopic } from './log-draft.ts'

/** Numbers and bullets that people put before a line. */
const BULLET = /^\s*(?:\(?\d{1,2}[).\u3001\uff0e\uff09]|[\u4e00-\u5341]{1,3}\u3001|[-*\u2022\u00b7])\s*/

/** One topic a line; a line that begins with one of the words for telling is told, not done. */
export function topicsOf(text: string, telling: readonly string[]): LoggedTopic[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(BULLET, '').trim())
    .filter(Boolean)
    .map((line) => {
      const word = telling.find((one) => line.startsWith(one))
      return word ? newTopic('INFORMATION', line.slice(word.length).replace(/^[:\uff1a\s]+/, '')) : newTopic('DECIDED', line.slice(0, 500))
    })
    .slice(0, 50)
}
