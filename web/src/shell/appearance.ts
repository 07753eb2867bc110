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

const darkOutside = matchMedia('(prefers-color-scheme: dark)')

export function setTheme(next: Theme): void {
  theme.value = next
  localStorage.setItem('theme', next)
  dress()
}

function dress(): void {
  const dark = theme.value === 'dark' || (theme.value === 'system' && darkOutside.matches)
  document.documentElement.classList.toggle('dark', dark)
  document.documentElement.classList.toggle('light', !dark)
}

// A phone that darkens at sunset takes the open page with it.
darkOutside.addEventListener('change', dress)
