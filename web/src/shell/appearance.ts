import { ref } from 'vue'

/** 150 % of every size: the root's font size, nothing else. */
export const elderMode = ref(document.documentElement.classList.contains('elder'))

export function setElderMode(on: boolean): void {
  elderMode.value = on
  document.documentElement.classList.toggle('elder', on)
  localStorage.setItem('elder-mode', on ? 'on' : 'off')
}

export type Theme = 'light' | 'dark' | 'system'
export const theme = ref<Theme>((localStorage.getItem('theme') as Theme | null) ?? 'system')

export function setTheme(next: Theme): void {
  theme.value = next
  localStorage.setItem('theme', next)
  const dark = next === 'dark' || (next === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', dark)
  document.documentElement.classList.toggle('light', !dark)
}
