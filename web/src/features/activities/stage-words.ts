import type { ActivityStage } from '../../api/generated/graphql.ts'
import type { Tone } from '../../ui/StatusWord.vue'

/** How the stage of an activity is shown: with its word. */
export const STAGE_TONES: Readonly<Record<ActivityStage, { tone: Tone; icon: string }>> = {
  DRAFT: { tone: 'mute', icon: 'i-lucide-pencil' },
  PUBLISHED: { tone: 'good', icon: 'i-lucide-circle-check' },
  CANCELLED: { tone: 'bad', icon: 'i-lucide-ban' },
}
