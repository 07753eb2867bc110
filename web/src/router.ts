import type { Client } from '@urql/vue'
import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router'
import { loadViewer, viewer } from './features/people/viewer.ts'

const routes: RouteRecordRaw[] = [
  { path: '/login', component: () => import('./features/people/LoginPage.vue'), meta: { bare: true, open: true } },
  { path: '/v/:number?', component: () => import('./features/certificates/CheckPage.vue'), meta: { bare: true, open: true } },
  { path: '/', component: () => import('./shell/HomePage.vue') },
  ...(['NEED', 'RESOURCE'] as const).flatMap((side): RouteRecordRaw[] => {
    const list = side === 'NEED' ? '/needs' : '/resources'
    return [
      { path: list, component: () => import('./features/lists/EntryListPage.vue'), props: { side } },
      { path: `${list}/new`, component: () => import('./features/lists/form/EntryFormPage.vue'), props: { side } },
      { path: `${list}/:id`, component: () => import('./features/lists/EntryPage.vue'), props: { side } },
      { path: `${list}/:id/revise`, component: () => import('./features/lists/form/EntryFormPage.vue'), props: { side } },
    ]
  }),
  { path: '/matching', component: () => import('./features/matching/BoardPage.vue') },
  { path: '/matching/runs', component: () => import('./features/matching/runs/RunsPage.vue') },
  { path: '/matching/runs/:id', component: () => import('./features/matching/runs/RunPage.vue') },
  { path: '/matching/scarcity', component: () => import('./features/matching/ScarcityPage.vue') },
  { path: '/adjustments/:id', component: () => import('./features/adjustments/AdjustmentPage.vue') },
  { path: '/proposals/:id', component: () => import('./features/matching/ProposalPage.vue') },
  { path: '/rings/:id', component: () => import('./features/rings/RingPage.vue') },
  { path: '/projects', component: () => import('./features/projects/ProjectListPage.vue') },
  { path: '/projects/:id', component: () => import('./features/projects/ProjectPage.vue') },
  { path: '/meetings', component: () => import('./features/meetings/MeetingListPage.vue') },
  { path: '/meetings/log', component: () => import('./features/meetings/log/LogMeetingPage.vue') },
  { path: '/meetings/new', component: () => import('./features/meetings/plan/PlanMeetingPage.vue') },
  { path: '/meetings/:id', component: () => import('./features/meetings/page/MeetingPage.vue') },
  { path: '/items', component: () => import('./features/items/ItemListPage.vue') },
  { path: '/items/:id', component: () => import('./features/items/ItemPage.vue') },
  { path: '/duties', component: () => import('./features/duties/DutyPage.vue') },
  { path: '/hours', component: () => import('./features/service/MyHoursPage.vue') },
  { path: '/hours/new', component: () => import('./features/service/LogHoursPage.vue') },
  { path: '/hours/queue', component: () => import('./features/service/QueuePage.vue') },
  { path: '/hours/paper', component: () => import('./features/service/PaperListPage.vue') },
  { path: '/communities/:id/ledger', component: () => import('./features/service/ledger/LedgerPage.vue') },
  { path: '/registrations', component: () => import('./features/registrations/RegistrationsPage.vue') },
  { path: '/activities', component: () => import('./features/activities/ActivityListPage.vue') },
  { path: '/activities/new', component: () => import('./features/activities/form/ActivityFormPage.vue') },
  { path: '/activities/sessions/:id/code', component: () => import('./features/activities/CodePage.vue') },
  { path: '/activities/sessions/:id/list', component: () => import('./features/activities/AttendancePage.vue') },
  { path: '/activities/:id', component: () => import('./features/activities/page/ActivityPage.vue') },
  { path: '/activities/:id/revise', component: () => import('./features/activities/form/ActivityFormPage.vue') },
  { path: '/academy', component: () => import('./features/activities/TimetablePage.vue') },
  { path: '/check-in', component: () => import('./features/activities/check-in/CheckInPage.vue') },
  { path: '/wishes', component: () => import('./features/activities/WishesPage.vue') },
  { path: '/notices', component: () => import('./features/notices/NoticeListPage.vue') },
  { path: '/organizations', component: () => import('./features/organizations/OrganizationListPage.vue') },
  { path: '/organizations/:id', component: () => import('./features/organizations/OrganizationPage.vue') },
  { path: '/organizations/:id/certificates', component: () => import('./features/certificates/IssuedPage.vue') },
  { path: '/organizations/:id/matching-rules', component: () => import('./features/matching/rules/MatchingRulesPage.vue') },
  { path: '/alliances/:id', component: () => import('./features/alliances/AlliancePage.vue') },
  { path: '/people', component: () => import('./features/people/PeoplePage.vue') },
  { path: '/me', component: () => import('./features/people/MePage.vue') },
  { path: '/me/certificates', component: () => import('./features/certificates/MyCertificatesPage.vue') },
  { path: '/certificates/:id', component: () => import('./features/certificates/CertificatePage.vue') },
  { path: '/:anything(.*)*', component: () => import('./shell/NotFoundPage.vue') },
]

export function createAppRouter(client: Client): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  })
  router.beforeEach(async (to) => {
    if (viewer.value === undefined) {
      try {
        await loadViewer(client)
      } catch {
        if (!to.meta['open']) return { path: '/login', query: { next: to.fullPath, offline: '1' } }
      }
    }
    if (!viewer.value && !to.meta['open']) return { path: '/login', query: { next: to.fullPath } }
    if (viewer.value && to.path === '/login') return '/'
    return true
  })
  return router
}
