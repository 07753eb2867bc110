import type { SignUpStage } from '../../api/generated/graphql.ts'
import type { Tone } from '../../ui/StatusWord.vue'

const TONES: Readonly<Record<SignUpStage, { tone: Tone; icon: string }>> = {
  ASKED: { tone: 'info', icon: 'i-lucide-hourglass' },
  PLACED: { tone: 'good', icon: 'i-lucide-check' },
  QUEUED: { tone: 'warn', icon: 'i-lucide-list-ordered' },
  WITHDRAWN: { tone: 'mute', icon: 'i-lucide-undo-2' },
  DECLINED: { tone: 'bad', icon: 'i-lucide-x' },
}

/** How a sign-up is shown: with its word. */
export const signUpTone = (stage: SignUpStage): { tone: Tone; icon: string } => TONES[stage]
