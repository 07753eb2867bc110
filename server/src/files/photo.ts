import type { Sharp } from 'sharp'
import { Refusal } from '../refusal.ts'

export const LARGEST_EDGE = 2560
/** A picture of a few bytes can unfold to gigabytes; a camera's does not have more than this. */
const MOST_PIXELS = 60_000_000
const SECONDS = 20
/** Photos that are worked on at the same time: each may take some hundred megabytes. */
const AT_ONCE = 2
const SOURCES = ['image/jpeg', 'image/png', 'image/webp']

export interface Photo {
  readonly content: Buffer
  readonly mediaType: 'image/jpeg' | 'image/webp'
  readonly width: number
  readonly height: number
}

export const isPhoto = (mediaType: string): boolean => SOURCES.includes(mediaType)

let working = 0
const waiting: (() => void)[] = []

/**
 * The photo made anew from its pixels: upright, at most 2560 pixels on its longer edge, and without anything that the camera wrote beside
 * them: where it was taken, when, with what. A photograph becomes JPEG, a drawing or a screen WebP.
 * @param path of the file as it was uploaded
 * @throws Refusal FILE_TOO_LARGE for more than 60 million pixels, FILE_BROKEN for what cannot be read to its end
 */
export async function remakePhoto(path: string, source: string): Promise<Photo> {
  if (working >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  working += 1
  try {
    const { default: sharp } = await import('sharp')
    const upright = sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true }).autoOrient().resize({ width: LARGEST_EDGE, height: LARGEST_EDGE, fit: 'inside', withoutEnlargement: true }).timeout({ seconds: SECONDS })
    const jpeg = source === 'image/jpeg'
    const remade: Sharp = jpeg ? upright.jpeg({ quality: 82, mozjpeg: true }) : upright.webp({ quality: 85 })
    const { data, info } = await remade.toBuffer({ resolveWithObject: true })
    return { content: data, mediaType: jpeg ? 'image/jpeg' : 'image/webp', width: info.width, height: info.height }
  } catch (error) {
    if (String(error).includes('pixel limit')) throw new Refusal('FILE_TOO_LARGE', { most: `${MOST_PIXELS / 1_000_000} MP` })
    throw new Refusal('FILE_BROKEN')
  } finally {
    working -= 1
    waiting.shift()?.()
  }
}
