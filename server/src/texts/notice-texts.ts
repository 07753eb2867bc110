import { type Language, type NoticeKind, label } from '@red-alliance/shared/glossary'
import { numberRanges } from '@red-alliance/shared/number-ranges'

type Details = Readonly<Record<string, unknown>>
type Sentence = Readonly<Record<Language, (details: Details) => string>>

const word = (value: unknown): string => (value === undefined || value === null || value === '' ? '—' : String(value))
const SHANGHAI_AHEAD = 8 * 3_600_000
/** 2026-03-07 09:00, in Asia/Shanghai. */
const moment = (value: unknown): string => (Number.isNaN(Date.parse(String(value))) ? '—' : new Date(Date.parse(String(value)) + SHANGHAI_AHEAD).toISOString().slice(0, 16).replace('T', ' '))
const reason = ({ reason: code }: Details, language: Language): string => label('DeclineReason', String(code) as never, language)
const numbers = (places: unknown, separator?: string): string => (Array.isArray(places) ? numberRanges(places.map(Number), separator) : '—')

/** What a notice says, from its kind and its details. The API speaks codes; this is for what leaves the product: a text message, an e-mail, a printed list. */
const SENTENCES: Record<NoticeKind, Sentence> = {
  PROPOSAL_WAITING: {
    zh: ({ count, title }) => (typeof count === 'number' && count > 1 ? `有 ${count} 条匹配建议待您确认。` : `“${word(title)}”有一条匹配建议待您确认。`),
    en: ({ count, title }) => (typeof count === 'number' && count > 1 ? `${count} match proposals wait for your answer.` : `A match proposal for “${word(title)}” waits for your answer.`),
  },
  PROPOSAL_CONFIRMED: {
    zh: ({ title, quantity }) => `“${word(title)}”的匹配建议（数量 ${word(quantity)}）对方已确认，等待贵方确认。`,
    en: ({ title, quantity }) => `The other side confirmed the proposal for “${word(title)}” (quantity ${word(quantity)}); it is for your side now.`,
  },
  PROPOSAL_DECLINED: {
    zh: (details) => `“${word(details['title'])}”的匹配建议对方未接受：${reason(details, 'zh')}。`,
    en: (details) => `The other side declined the proposal for “${word(details['title'])}”: ${reason(details, 'en')}.`,
  },
  RING_WAITING: {
    zh: ({ title }) => `有一个互换组合（${word(title)}）待您确认：各方都确认才成立。`,
    en: ({ title }) => `An exchange ring (${word(title)}) waits for your answer: it holds when all confirm.`,
  },
  RING_CONFIRMED: {
    zh: ({ title }) => `互换组合（${word(title)}）有一方已确认，还在等待其余各方。`,
    en: ({ title }) => `One of the exchange ring (${word(title)}) confirmed; it waits for the others.`,
  },
  RING_DECLINED: {
    zh: (details) => `互换组合（${word(details['title'])}）有一方未接受：${reason(details, 'zh')}。其中各项都不成立。`,
    en: (details) => `One of the exchange ring (${word(details['title'])}) declined: ${reason(details, 'en')}. Nothing of it holds.`,
  },
  RING_DISSOLVED: {
    zh: ({ title }) => `互换组合（${word(title)}）已拆开，其中各项由双方单独确认。`,
    en: ({ title }) => `The exchange ring (${word(title)}) was taken apart; its proposals wait for their two sides singly.`,
  },
  ADJUSTMENT_PROPOSED: {
    zh: ({ title, need, gain }) => `想请贵方调整“${word(title)}”：这样“${word(need)}”能多满足 ${word(gain)}。请看一看是否方便。`,
    en: ({ title, need, gain }) => `Would you adjust “${word(title)}”? Then ${word(gain)} more of “${word(need)}” would be met.`,
  },
  ADJUSTMENT_ACCEPTED: {
    zh: ({ title }) => `对方同意了对“${word(title)}”的调整，已经生效。`,
    en: ({ title }) => `The adjustment of “${word(title)}” was accepted and is made.`,
  },
  ADJUSTMENT_DECLINED: {
    zh: (details) => `对方未同意对“${word(details['title'])}”的调整：${reason(details, 'zh')}。`,
    en: (details) => `The adjustment of “${word(details['title'])}” was declined: ${reason(details, 'en')}.`,
  },
  ADJUSTMENT_TAKEN_BACK: {
    zh: ({ title }) => `对方撤销了代录的同意，“${word(title)}”已改回原样。如仍需要，请再与对方商量。`,
    en: ({ title }) => `The agreement recorded on the other side's behalf was taken back; “${word(title)}” is what it was. If you still need it, please talk to them.`,
  },
  PROJECT_BEGUN: {
    zh: ({ title, quantity }) => `双方已确认，共建项目“${word(title)}”（数量 ${word(quantity)}）成立。`,
    en: ({ title, quantity }) => `Both sides confirmed: the project “${word(title)}” (quantity ${word(quantity)}) begins.`,
  },
  PROJECT_COMPLETED: {
    zh: ({ title }) => `受益方已确认共建项目“${word(title)}”完成。`,
    en: ({ title }) => `The receiving side says that the project “${word(title)}” is completed.`,
  },
  PROJECT_ENDED: {
    zh: ({ title }) => `对方已终止共建项目“${word(title)}”，占用的时段和数量已退回。`,
    en: ({ title }) => `The other side ended the project “${word(title)}”; what it took is free again.`,
  },
  PLACES_ASSIGNED: {
    zh: ({ title, places }) => `“${word(title)}”的车位编号已定：${numbers(places)} 号。`,
    en: ({ title, places }) => `“${word(title)}” has its places: no. ${numbers(places, ', ')}.`,
  },
  NEED_WIDENED: {
    zh: ({ title, scope }) => `“${word(title)}”在原范围内还没有得到满足，已扩大到${scope ? label('MatchingScope', String(scope) as never) : '—'}匹配。`,
    en: ({ title, scope }) => `“${word(title)}” was not met where it was offered; it is now offered wider: ${scope ? label('MatchingScope', String(scope) as never, 'en').toLowerCase() : '—'}.`,
  },
  PROXY_RECORDED: {
    zh: ({ agreedBy }) => `有一项代贵单位办理的记录（${word(agreedBy)} 同意）。如不属实，可以撤回。`,
    en: ({ agreedBy }) => `Something was recorded on your unit's behalf (agreed by ${word(agreedBy)}). If it is not right, you can take it back.`,
  },
  MEETING_ANNOUNCED: {
    zh: ({ title }) => `“${word(title)}”已发通知，请答复能否参加。`,
    en: ({ title }) => `“${word(title)}” is announced; please answer whether you will come.`,
  },
  MEETING_CANCELLED: {
    zh: ({ title }) => `“${word(title)}”已取消。`,
    en: ({ title }) => `“${word(title)}” is cancelled.`,
  },
  MEETING_SOON: {
    zh: ({ title }) => `“${word(title)}”即将召开。`,
    en: ({ title }) => `“${word(title)}” is about to be held.`,
  },
  MINUTES_OPEN: {
    zh: ({ title }) => `“${word(title)}”的纪要正在征求意见。`,
    en: ({ title }) => `The minutes of “${word(title)}” are open for comments.`,
  },
  MINUTES_ISSUED: {
    zh: ({ title }) => `“${word(title)}”的纪要已签发。`,
    en: ({ title }) => `The minutes of “${word(title)}” are issued.`,
  },
  ITEM_ASSIGNED: {
    zh: ({ text, dueOn }) => `有一件议定事项由贵方办理：${word(text)}，期限 ${word(dueOn)}。`,
    en: ({ text, dueOn }) => `A resolved item is yours to do: ${word(text)}, by ${word(dueOn)}.`,
  },
  ITEM_RETURNED: {
    zh: ({ text }) => `议定事项被主办单位退回：${word(text)}。`,
    en: ({ text }) => `The lead organization returned an item: ${word(text)}.`,
  },
  ITEM_REPORTED: {
    zh: ({ text }) => `主办单位报告已完成，请核验：${word(text)}。`,
    en: ({ text }) => `Reported done, please verify: ${word(text)}.`,
  },
  ITEM_SENT_BACK: {
    zh: ({ text }) => `核验未通过，请继续办理：${word(text)}。`,
    en: ({ text }) => `Verification sent it back: ${word(text)}.`,
  },
  ITEM_CLOSED: {
    zh: ({ text }) => `议定事项已销号：${word(text)}。`,
    en: ({ text }) => `The item is closed: ${word(text)}.`,
  },
  EXTENSION_ASKED: {
    zh: ({ text }) => `主办单位申请延期：${word(text)}。`,
    en: ({ text }) => `The lead organization asks for more time: ${word(text)}.`,
  },
  EXTENSION_DECIDED: {
    zh: ({ text, dueOn }) => `延期申请已有答复：${word(text)}，期限 ${word(dueOn)}。`,
    en: ({ text, dueOn }) => `The extension was decided: ${word(text)}, by ${word(dueOn)}.`,
  },
  ITEM_SUPERVISED: {
    zh: ({ text, dueOn }) => `上级督办：${word(text)}，期限 ${word(dueOn)}。`,
    en: ({ text, dueOn }) => `Pressed for from above: ${word(text)}, by ${word(dueOn)}.`,
  },
  ITEM_DUE_SOON: {
    zh: ({ text, dueOn }) => `议定事项将于 ${word(dueOn)} 到期：${word(text)}。`,
    en: ({ text, dueOn }) => `Due on ${word(dueOn)}: ${word(text)}.`,
  },
  ITEM_DUE_TODAY: {
    zh: ({ text }) => `议定事项今天到期：${word(text)}。`,
    en: ({ text }) => `Due today: ${word(text)}.`,
  },
  ITEM_OVERDUE: {
    zh: ({ text, dueOn }) => `议定事项已逾期，将列入下次会议议程：${word(text)}，原定 ${word(dueOn)}。`,
    en: ({ text, dueOn }) => `Overdue and coming back onto the next agenda: ${word(text)}, due ${word(dueOn)}.`,
  },
  REGISTRATION_ASKED: {
    zh: ({ name }) => `${word(name)}申请报到，请核对后确认。`,
    en: ({ name }) => `${word(name)} asks to be registered; please look and confirm.`,
  },
  REGISTRATION_CONFIRMED: {
    zh: ({ place, name }) => `${word(place)}已确认${word(name)}的报到。`,
    en: ({ place, name }) => `${word(place)} confirmed the registration of ${word(name)}.`,
  },
  REGISTRATION_DECLINED: {
    zh: ({ place, name, reason }) => `${word(place)}未通过${word(name)}的报到：${word(reason)}。`,
    en: ({ place, name, reason }) => `${word(place)} declined the registration of ${word(name)}: ${word(reason)}.`,
  },
  REGISTRATION_ENDED: {
    zh: ({ name, place }) => `${word(name)}在${word(place)}的报到已结束。`,
    en: ({ name, place }) => `The registration of ${word(name)} at ${word(place)} has ended.`,
  },
  QUARTER_TOTAL_SHARED: {
    zh: ({ year, quarter, minutes, unit }) => `您 ${word(year)} 年第 ${word(quarter)} 季度的服务合计 ${word(minutes)} 分钟已告知${word(unit)}；单位只看到合计。`,
    en: ({ unit, year, quarter, minutes }) => `${word(unit)} was told your total of ${word(year)} Q${word(quarter)}: ${word(minutes)} minutes; it sees the total alone.`,
  },
  DOCUMENT_UNMASKED: {
    zh: ({ place, name, purpose }) => `${word(place)}的${word(name)}查看了您的证件号码，用途：${word(purpose)}。`,
    en: ({ name, place, purpose }) => `${word(name)} of ${word(place)} looked at your document number for: ${word(purpose)}.`,
  },
  SERVICE_LOG_CONFIRMED: {
    zh: ({ place, day, minutes }) => `${word(place)}已确认您 ${word(day)} 的 ${word(minutes)} 分钟。`,
    en: ({ place, minutes, day }) => `${word(place)} confirmed your ${word(minutes)} minutes of ${word(day)}.`,
  },
  SERVICE_LOG_CORRECTED: {
    zh: ({ place, day, minutes, reason }) => `${word(place)}把您 ${word(day)} 的时长更正为 ${word(minutes)} 分钟：${word(reason)}。`,
    en: ({ place, day, minutes, reason }) => `${word(place)} corrected your service of ${word(day)} to ${word(minutes)} minutes: ${word(reason)}.`,
  },
  SERVICE_LOG_RETURNED: {
    zh: ({ place, day, minutes, reason }) => `${word(place)}退回了您 ${word(day)} 的 ${word(minutes)} 分钟：${word(reason)}。改好后可再提交。`,
    en: ({ place, minutes, day, reason }) => `${word(place)} returned your ${word(minutes)} minutes of ${word(day)}: ${word(reason)}. You can mend and send it again.`,
  },
  RECHECK_WAITING: {
    zh: ({ count }) => `本月抽查 ${word(count)} 条服务记录，请回访核实。`,
    en: ({ count }) => `${word(count)} service records were drawn this month; please ask about them again.`,
  },
  LEDGER_BROKEN: {
    zh: ({ place, seq }) => (seq ? `${word(place)}的服务记录从第 ${word(seq)} 条起与存证不符，请立即查明。` : `${word(place)}的服务时长合计与账本不符，请立即查明。`),
    en: ({ place, seq }) => (seq ? `The records of ${word(place)} differ from their anchors from no. ${word(seq)} on; please look into it at once.` : `The totals of ${word(place)} differ from its ledger; please look into it at once.`),
  },
  CERTIFICATE_REVOKED: {
    zh: ({ number, reason }) => `编号 ${word(number)} 的服务记录证明已撤销：${word(reason)}。`,
    en: ({ number, reason }) => `Certificate ${word(number)} is revoked: ${word(reason)}.`,
  },
  ACTIVITY_CANCELLED: {
    zh: ({ title, reason }) => `“${word(title)}”已取消：${word(reason)}。`,
    en: ({ title, reason }) => `“${word(title)}” is cancelled: ${word(reason)}.`,
  },
  SIGN_UP_ASKED: {
    zh: ({ title }) => `“${word(title)}”有报名待审核。`,
    en: ({ title }) => `A sign-up for “${word(title)}” waits for approval.`,
  },
  SIGN_UP_PLACED: {
    zh: ({ title, startsAt }) => `“${word(title)}”有了您的名额，${moment(startsAt)}开始。如不能来，请撤回让给别人。`,
    en: ({ title, startsAt }) => `You have a place in “${word(title)}”, beginning ${moment(startsAt)}. If you cannot come, please withdraw it for others.`,
  },
  SIGN_UP_DECLINED: {
    zh: ({ title, reason }) => `“${word(title)}”的报名未通过：${word(reason)}。`,
    en: ({ title, reason }) => `The sign-up for “${word(title)}” was declined: ${word(reason)}.`,
  },
  ACTIVITY_SUGGESTED: {
    zh: ({ place, count }) => `${word(place)}为您选了 ${word(count)} 场活动，愿意的话可以报名。`,
    en: ({ place, count }) => `${word(place)} found ${word(count)} activities that may suit you; sign up if you like.`,
  },
  WISH_MADE: {
    zh: ({ title }) => `居民点单：${word(title)}。`,
    en: ({ title }) => `A resident wishes: ${word(title)}.`,
  },
  WISH_ANSWERED: {
    zh: ({ title, answer }) => `您点的“${word(title)}”有了回应：${word(answer)}。`,
    en: ({ title, answer }) => `Your wish “${word(title)}” has an answer: ${word(answer)}.`,
  },
  UNIT_RECOGNIZED: {
    zh: ({ place, unit, year }) => `${word(place)}认定${word(unit)}为 ${word(year)} 年优秀驻区单位。`,
    en: ({ place, unit, year }) => `${word(place)} recognizes ${word(unit)} for ${word(year)}.`,
  },
}

/** The sentence of a notice; a missing detail is a dash. */
export function noticeText(kind: NoticeKind, details: Details, language: Language = 'zh'): string {
  return SENTENCES[kind][language](details)
}
