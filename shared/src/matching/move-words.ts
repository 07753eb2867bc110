import { label, type Language, type UnitOfMeasure } from '../glossary.ts'
import type { MoveWhy } from './moves.ts'

/** What a sentence about a move needs besides its code. */
export interface MoveSpeech {
  readonly language: Language
  readonly unit: UnitOfMeasure
  /** The title of a need or resource; what the reader may not see has a word of its own. */
  readonly nameOf: (id: string) => string
}

/** Why a proposal did not stay as it was, in sentences. */
export function moveSentence(why: MoveWhy, speech: MoveSpeech): string {
  return speech.language === 'zh' ? chinese(why, speech) : english(why, speech)
}

function chinese(why: MoveWhy, { unit, nameOf }: MoveSpeech): string {
  const amount = (quantity: number): string => `${quantity} ${label('UnitOfMeasure', unit)}`
  switch (why.code) {
    case 'ENTRY_GONE':
      return '有一方的条目已不在清单上。'
    case 'DECLINED':
      return '这一对此前有一方没有接受。'
    case 'MET':
      return why.missing === 0 ? '需求已由别处落实。' : `需求的其余部分已由别处落实，只还缺 ${amount(why.missing)}。`
    case 'UNFIT':
      return `条目有变动，这一对不再合适：${label('ObstacleCode', why.test)}。`
    case 'TAKEN':
      return `${why.takers.length ? `资源已答应给${why.takers.map((one) => `“${nameOf(one.needId)}”${amount(one.quantity)}`).join('、')}，` : '资源的数量变了，'}最多还能给 ${amount(why.free)}。`
    case 'BETTER': {
      const sum = why.gain === null ? '调整后整体更合适' : why.gain === 0 ? '调整前后总分一样，按固定次序选定' : `调整后总分多 ${why.gain} 分（保留原建议的加分已计入）`
      const takers = why.takers.length ? `资源改给${why.takers.map((one) => `“${nameOf(one.needId)}”${amount(one.quantity)}`).join('、')}。` : ''
      const instead = why.instead.length ? `需求现由${why.instead.map((one) => `“${nameOf(one.resourceId)}”提供 ${amount(one.quantity)}`).join('、')}。` : ''
      return `${sum}。${takers}${instead}`
    }
    case 'HOURS':
      return '数量不变，时段有调整。'
    case 'RING':
      return '所在的互助交换有一方没有接受。'
    case 'REVISED':
      return '条目修改后，原来的建议不再适用。'
    case 'CLAIMED':
      return '有一方直接认领了这一对。'
    case 'EXPIRED':
      return '过了答复期限，没有人答复。'
    case 'RESCORED':
      return '条件或得分有变化，按新的内容重新提出。'
  }
}

function english(why: MoveWhy, { unit, nameOf }: MoveSpeech): string {
  const amount = (quantity: number): string => `${quantity} ${label('UnitOfMeasure', unit, 'en')}`
  switch (why.code) {
    case 'ENTRY_GONE':
      return 'One of the two entries is no longer on the list.'
    case 'DECLINED':
      return 'One side declined this pair before.'
    case 'MET':
      return why.missing === 0 ? 'The need has been met elsewhere.' : `The rest of the need has been met elsewhere; only ${amount(why.missing)} are missing.`
    case 'UNFIT':
      return `An entry changed, and the two no longer suit: ${label('ObstacleCode', why.test, 'en')}.`
    case 'TAKEN':
      return `${why.takers.length ? `Promised to ${why.takers.map((one) => `“${nameOf(one.needId)}” ${amount(one.quantity)}`).join(', ')}; ` : 'The quantity changed; '}at most ${amount(why.free)} are left.`
    case 'BETTER': {
      const sum = why.gain === null ? 'Everything together fits better' : why.gain === 0 ? 'Worth the same either way; the fixed order decided' : `Everything together is worth ${why.gain} points more, the bonus for staying included`
      const takers = why.takers.length ? ` The resource now goes to ${why.takers.map((one) => `“${nameOf(one.needId)}” ${amount(one.quantity)}`).join(', ')}.` : ''
      const instead = why.instead.length ? ` The need now has ${why.instead.map((one) => `${amount(one.quantity)} of “${nameOf(one.resourceId)}”`).join(', ')}.` : ''
      return `${sum}.${takers}${instead}`
    }
    case 'HOURS':
      return 'The same quantity at other hours.'
    case 'RING':
      return 'A side of its ring of exchange declined.'
    case 'REVISED':
      return 'An entry was revised, and the proposal no longer holds.'
    case 'CLAIMED':
      return 'One side claimed this pair.'
    case 'EXPIRED':
      return 'Nobody answered in time.'
    case 'RESCORED':
      return 'Its terms or points changed; it is proposed anew.'
  }
}
