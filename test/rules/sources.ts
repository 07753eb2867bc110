import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'

/** The checkout. */
export const ROOT = resolve(import.meta.dirname, '../..')

/** Files below the folders (paths from the root, `/` between), with one of the endings; nothing installed or built. */
export function filesIn(folders: readonly string[], endings: readonly string[]): string[] {
  return folders
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !/(^|\/)(node_modules|dist|generated)\//.test(path))
    .sort()
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** The code of a file; of a .vue file what stands in its script tags, at its own lines. */
export function codeOf(path: string): string {
  const text = textOf(path)
  if (!path.endsWith('.vue')) return text
  let code = ''
  let end = 0
  for (const { index, 0: whole, 1: body = '' } of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) {
    const start = index + whole.indexOf('>') + 1
    code += blank(text.slice(end, start)) + body
    end = start + body.length
  }
  return code
}

/** The template of a .vue file without its comments, at its own lines. */
export function templateOf(path: string): string {
  const text = textOf(path)
  const start = text.search(/^<template/m)
  const end = text.lastIndexOf('</template>')
  if (start < 0 || end < 0) return ''
  return blank(text.slice(0, start)) + text.slice(start, end).replace(/<!--[\s\S]*?-->/g, blank)
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

export function parsed(path: string): ts.SourceFile {
  return ts.createSourceFile(path, codeOf(path), ts.ScriptTarget.Latest, true, path.endsWith('.mjs') ? ts.ScriptKind.JS : ts.ScriptKind.TS)
}

/** What a file imports: paths from the root for our own files, names for packages. */
export function importsOf(path: string): string[] {
  return ts.preProcessFile(codeOf(path), true, true).importedFiles.map(({ fileName }) => ownPath(path, fileName))
}

function ownPath(from: string, name: string): string {
  if (name.startsWith('.')) return relative(ROOT, resolve(ROOT, from, '..', name))
  const shared = /^@red-alliance\/shared\/(.*)$/.exec(name)
  if (shared) return `shared/src/${shared[1]}.ts`
  return name.replace(/^@\/(?=[a-z])/, 'web/src/')
}

export function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1
}

/** Every node of the file, parents first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  for (const child of node.getChildren()) yield* nodesOf(child)
}
