import fc from 'fast-check'
import type { MinutesDocument } from '../document.ts'

const hard = fc.constantFrom('', '<w:t>&amp;"\'', ']]>', '🎉👨‍👩‍👧', '\u0000\u001b', '\ud800', '\uffff', '犇'.repeat(3000), 'x'.repeat(2000), '第一段\n\n第二段\r第三段', '。；', '$1 $& \\n', '\u202e右至左')
const text = fc.oneof({ weight: 3, arbitrary: fc.string({ unit: 'binary' }) }, { weight: 2, arbitrary: hard }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) })
const texts = fc.array(text, { maxLength: 4 })
const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))

const item = fc.record({
  heading: text,
  discussion: text,
  opinions: fc.array(fc.record({ organization: text, stance: fc.constantFrom('SUPPORT' as const, 'RESERVATION' as const, 'OBJECTION' as const, 'INFORMATION' as const), words: text }), { maxLength: 3 }),
  decision: text,
  resolved: fc.array(fc.record({ text, lead: text, coOrganizations: texts, dueOn: fc.option(day) }), { maxLength: 3 }),
  outcome: fc.constantFrom('DECIDED' as const, 'CARRIED_OVER' as const, 'HANDED_UP' as const, 'INFORMATION' as const, 'DROPPED' as const),
})

/** Minutes with anything in them that a clerk, or somebody worse, might write. */
export const anyMinutes: fc.Arbitrary<MinutesDocument> = fc.record({
  mark: text,
  number: text,
  title: text,
  heldOn: day,
  issuedOn: fc.option(day),
  issuer: text,
  opening: text,
  items: fc.array(item, { maxLength: 3 }),
  present: texts,
  onLeave: texts,
  observers: texts,
  attachments: texts,
  sentTo: texts,
  correction: fc.option(fc.record({ version: fc.integer({ min: 2, max: 9 }), reason: text })),
  sha256: fc.option(text),
})
