import { createI18n } from 'vue-i18n'

type Messages = Record<string, Record<string, unknown>>

/** One file per feature becomes one namespace: `lists.json` holds `lists.*`. */
function gathered(files: Record<string, unknown>): Messages {
  return Object.fromEntries(
    Object.entries(files).map(([path, words]) => [path.replace(/^.*\/(.+)\.json$/, '$1'), words as Record<string, unknown>]),
  )
}

export type Language = 'zh-CN' | 'en'
export const LANGUAGES: readonly Language[] = ['zh-CN', 'en']

function chosenLanguage(): Language {
  return localStorage.getItem('language') === 'en' ? 'en' : 'zh-CN'
}

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': gathered(import.meta.glob('./locales/zh-CN/*.json', { eager: true, import: 'default' })) } as Record<
    string,
    Messages
  >,
})

/** English is fetched only by who wants it. */
export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18n.global.availableLocales.includes('en')) {
    const loaded = await Promise.all(
      Object.entries(import.meta.glob('./locales/en/*.json', { import: 'default' })).map(
        async ([path, load]) => [path, await load()] as const,
      ),
    )
    i18n.global.setLocaleMessage('en', gathered(Object.fromEntries(loaded)))
  }
  i18n.global.locale.value = language
  document.documentElement.lang = language
  localStorage.setItem('language', language)
}

export const startLanguage = (): Promise<void> => speak(chosenLanguage())
