import { join } from 'node:path'
import express, { type RequestHandler, Router } from 'express'

/** The built web client: files with a hash in their name stay in caches, everything else is asked for again, and unknown paths get the page. */
export function web(root: string): RequestHandler {
  const router = Router()
  router.use('/assets', express.static(join(root, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }))
  router.use(express.static(root, { cacheControl: false, setHeaders: (response) => response.set('Cache-Control', 'no-cache') }))
  router.get('/{*path}', (request, response, next) => {
    if (request.accepts('html')) response.set('Cache-Control', 'no-cache').sendFile(join(root, 'index.html'))
    else next()
  })
  return router
}
