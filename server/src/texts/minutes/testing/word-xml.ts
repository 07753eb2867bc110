import JSZip from 'jszip'

/** The parts of a Word file, by path. */
export async function parts(docx: Buffer): Promise<Record<string, string>> {
  const zip = await JSZip.loadAsync(docx)
  const files = Object.values(zip.files).filter(({ dir }) => !dir)
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.name, await file.async('string')] as const)))
}

/** The first element of a name, with what it holds. */
export function element(xml: string | undefined, name: string): string {
  return new RegExp(`<${name}[ >][\\s\\S]*?</${name}>`).exec(xml ?? '')?.[0] ?? ''
}

/** Attributes of the first element of a name; w: before them is left out. */
export function attribute(xml: string | undefined, name: string, attributes: readonly string[]): (string | undefined)[] {
  const tag = new RegExp(`<${name}(?: [^>]*)?/?>`).exec(xml ?? '')?.[0] ?? ''
  return attributes.map((each) => new RegExp(` w:${each}="([^"]*)"`).exec(tag)?.[1])
}

export function style(files: Record<string, string>, id: string): string {
  return new RegExp(`<w:style [^>]*w:styleId="${id}"[\\s\\S]*?</w:style>`).exec(files['word/styles.xml'] ?? '')?.[0] ?? ''
}

export interface WordParagraph {
  readonly styleId: string | undefined
  readonly text: string
  readonly xml: string
}

/** The paragraphs of the body, those in tables too, in the order in which they stand. */
export function paragraphs(xml: string | undefined): WordParagraph[] {
  return [...(xml ?? '').matchAll(/<w:p>[\s\S]*?<\/w:p>|<w:p\/>/g)].map(([paragraph]) => ({
    styleId: attribute(paragraph, 'w:pStyle', ['val'])[0],
    text: [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => unescaped(text)).join(''),
    xml: paragraph,
  }))
}

function unescaped(text: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => named[name] ?? '')
}

/** Whether tags close in order, characters are those of XML and nothing stands unescaped. */
export function wellFormed(xml: string): boolean {
  if (!xml.isWellFormed() || /(?!\s)[\p{Cc}\ufffe\uffff]/u.test(xml)) return false
  const open: string[] = []
  const rest = xml.replace(/<\?[^>]*\?>|<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>/g, (tag, end: string, name: string, _: string, empty: string) => {
    if (tag.startsWith('<?')) return ''
    if (end) return open.pop() === name ? '' : '<'
    if (!empty) open.push(name)
    return ''
  })
  return open.length === 0 && !/[<>]|&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(rest)
}
