export interface Uploaded {
  readonly id: string
  readonly name: string
}

/** Sends one file; what hangs it on something is a mutation. Gives the refusal's code where the server will not have it, NETWORK where it is not reached. */
export async function uploadFile(file: File): Promise<Uploaded | { readonly code: string; readonly details: Record<string, string> }> {
  const form = new FormData()
  form.append('file', file)
  try {
    const response = await fetch('/files', { method: 'POST', body: form })
    const answer = (await response.json()) as { id?: string; errors?: readonly { extensions: { code: string; details?: Record<string, string> } }[] }
    if (answer.id) return { id: answer.id, name: file.name }
    return { code: answer.errors?.[0]?.extensions.code ?? 'INTERNAL', details: answer.errors?.[0]?.extensions.details ?? {} }
  } catch {
    return { code: 'NETWORK', details: {} }
  }
}
