import { type Language, type NoticeKind, label } from '@red-alliance/shared/glossary'

type Details = Readonly<Record<string, unknown>>
type Sentence = Readonly<Record<Language, (details: Details) => string>>

const word = (value: unknown): string => (value === undefined || value === null || value === '' ? '—' : String(value))
const reason = ({ reason: code }: Details, language: Language): string => label('DeclineReason', String(code) as never, language)

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
}

/** The sentence of a notice; a missing detail is a dash. */
export function noticeText(kind: NoticeKind, details: Details, language: Language = 'zh'): string {
  return SENTENCES[kind][language](details)
}
