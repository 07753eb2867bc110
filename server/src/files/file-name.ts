const LONGEST = 100

/**
 * A name that can be shown and saved: no folders, nothing invisible that would turn or hide a part of it, and the extension of what
 * the content is.
 */
export function fileName(given: string, extension: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  // Control characters, and those that change the direction of what follows.
  const clean = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').replace(/[<>:"|?*]/g, '_').trim()
  const stem = [...clean.replace(/\.[A-Za-z0-9]{1,8}$/, '').replace(/^\.+/, '')].slice(0, LONGEST).join('').trim()
  return `${stem || 'file'}.${extension}`
}
