import { readFileSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import ui from '@nuxt/ui/vite'
import { defineConfig, type Plugin } from 'vite'

/** The page has words before any script runs (its title, and the notice for an old browser); they live with the other words. */
const wordsIntoPage: Plugin = {
  name: 'words-into-page',
  transformIndexHtml(html) {
    const words = JSON.parse(readFileSync(new URL('src/locales/zh-CN/page.json', import.meta.url), 'utf8')) as Record<string, string>
    return html.replace(/\{\{(\w+)\}\}/g, (_, key: string) => words[key] ?? '')
  },
}

const server = process.env['SERVER_URL'] ?? 'http://localhost:4000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    wordsIntoPage,
    vue(),
    ui({
      components: false,
      autoImport: false,
      dts: false,
      colorMode: false,
      experimental: { componentDetection: true },
      icon: { clientBundle: { scan: { globInclude: ['src/**/*.{vue,ts}'], globExclude: ['src/api/generated/**'] }, sizeLimitKb: 512 } },
      ui: {
        colors: { primary: 'brand', neutral: 'stone' },
        icons: { close: 'i-lucide-x', loading: 'i-lucide-loader-circle' },
        modal: {
          slots: {
            content: 'bg-card divide-line ring-line rounded-lg',
            title: 'text-base font-semibold text-ink',
            description: 'text-sm text-mute',
            overlay: 'bg-black/40',
          },
        },
      },
    }),
  ],
  server: { proxy: { '/graphql': server, '/export': server, '^/activities/sessions/.+\\.json': server } },
  build: { target: ['chrome111', 'safari16.4', 'firefox113'], chunkSizeWarningLimit: 900, reportCompressedSize: false },
})
