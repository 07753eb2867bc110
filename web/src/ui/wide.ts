/** Whether the wide layout stands: the same 60 rem that the style sheet measures. */
export function isWide(): boolean {
  return innerWidth / Number.parseFloat(getComputedStyle(document.documentElement).fontSize) >= 60
}
