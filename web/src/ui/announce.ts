import { ref } from 'vue'

/** The last thing said to those who listen to the page instead of looking at it. */
export const announcement = ref('')

/** Says it politely; the same words twice are said twice. */
export function announce(text: string): void {
  announcement.value = ''
  requestAnimationFrame(() => {
    announcement.value = text
  })
}
