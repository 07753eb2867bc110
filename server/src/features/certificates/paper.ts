import type { ApolloServer } from '@apollo/server'
import { type Request, Router } from 'express'
import qrcode from 'qrcode'
import type { ContextOf } from '../../app.ts'
import { certificatePdf, checkAddress } from '../../documents/certificate-pdf.ts'
import type { Context } from '../../graphql/context.ts'
import { originOf } from '../../graphql/origin.ts'
import { Refusal } from '../../refusal.ts'
import type { CertificateDocument } from '../../texts/certificate/document.ts'
import { certificateFileName } from '../../texts/certificate/words.ts'

const CERTIFICATE = 'query ($id: ID!) { node(id: $id) { ... on ServiceCertificate { number checkCode state document } } }'

interface SeenCertificate {
  readonly number: string
  readonly checkCode: string
  readonly state: string
  readonly document: CertificateDocument | null
}

/**
 * GET /certificates/:id/certificate.pdf: the paper; GET /certificates/:id/code.svg: what leads from it to its verification. For whoever sees the
 * certificate, read with their own eyes; a revoked one is not printed again.
 * @param secure what is printed leads to HTTPS
 */
export function certificatePapers(apollo: ApolloServer<Context>, contextOf: ContextOf, secure: boolean): Router {
  const router = Router()
  router.get('/:id/certificate.pdf', async (request, response) => {
    const { number, checkCode, document } = await see(apollo, await contextOf(request, response), request.params.id)
    const pdf = await certificatePdf(document, { page: checkPage(request, secure), code: checkCode })
    response.attachment(certificateFileName(number)).type('application/pdf').set('Cache-Control', 'private, no-store').send(pdf)
  })
  router.get('/:id/code.svg', async (request, response) => {
    const { number, checkCode } = await see(apollo, await contextOf(request, response), request.params.id)
    response.type('image/svg+xml').set('Cache-Control', 'private, no-store').send(await qrcode.toString(checkAddress(checkPage(request, secure), number, checkCode), { type: 'svg', errorCorrectionLevel: 'M', margin: 0 }))
  })
  return router
}

function checkPage(request: Request, secure: boolean): string {
  return `${originOf(request, secure)}/v`
}

async function see(apollo: ApolloServer<Context>, contextValue: Context, id: string): Promise<SeenCertificate & { document: CertificateDocument }> {
  if (!contextValue.actor.personId) throw new Refusal('UNAUTHENTICATED')
  const { body } = await apollo.executeOperation<{ node: SeenCertificate | null }>({ query: CERTIFICATE, variables: { id } }, { contextValue })
  const node = body.kind === 'single' ? body.singleResult.data?.node : null
  if (!node?.document) throw new Refusal('NOT_FOUND')
  if (node.state !== 'VALID') throw new Refusal('WRONG_STATUS', { status: node.state })
  return { ...node, document: node.document }
}
