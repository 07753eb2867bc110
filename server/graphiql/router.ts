import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type RequestHandler, Router } from 'express'

const PAGE = `<!doctype html><meta charset="utf-8"><title>GraphiQL</title><link rel="stylesheet" href="/graphiql/graphiql.min.css">
<style>html,body,#graphiql{height:100%;margin:0}</style><div id="graphiql"></div>
${['react.production.min.js', 'react-dom.production.min.js', 'graphiql.min.js', 'start.js'].map((file) => `<script src="/graphiql/${file}"></script>`).join('\n')}`
const START = `ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, { fetcher: GraphiQL.createFetcher({ url: '/graphql' }) }))`

/** GraphiQL from npm packages, without a request to anywhere else; in development only. */
export function graphiql(): RequestHandler {
  const { resolve } = createRequire(import.meta.url)
  const folder = (name: string): string => dirname(resolve(`${name}/package.json`))
  const files: Record<string, string> = {
    'react.production.min.js': join(folder('react'), 'umd'),
    'react-dom.production.min.js': join(folder('react-dom'), 'umd'),
    'graphiql.min.js': folder('graphiql'),
    'graphiql.min.css': folder('graphiql'),
  }
  const router = Router()
  // Its stylesheet brings its fonts along.
  router.use((_request, response, next) => {
    response.set('Content-Security-Policy', "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:; img-src 'self' data:")
    next()
  })
  router.get('/', (_request, response) => void response.type('html').send(PAGE))
  router.get('/start.js', (_request, response) => void response.type('js').send(START))
  router.get('/:file', ({ params: { file } }, response, next) => {
    const root = files[file]
    if (root) response.sendFile(file, { root })
    else next()
  })
  return router
}
