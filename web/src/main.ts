import './ui/theme.css'
import './ui/controls.css'
import { createApp } from 'vue'
import { config } from 'zod'
import nuxtUi from '@nuxt/ui/vue-plugin'
import urql from '@urql/vue'
import App from './App.vue'
import { createClient } from './api/client.ts'
import { checkSession, watchSession } from './features/people/session.ts'
import { viewer } from './features/people/viewer.ts'
import { i18n, startLanguage } from './i18n.ts'
import { createAppRouter } from './router.ts'

// The server's content policy forbids making functions out of text; zod would try.
config({ jitless: true })

const client = createClient((doubted) => {
  if (viewer.value) void checkSession(doubted)
})
watchSession(client)

await startLanguage()
createApp(App).use(urql, client).use(i18n).use(createAppRouter(client)).use(nuxtUi).mount('#app')
