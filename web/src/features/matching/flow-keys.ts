const COLUMN = { left: 0, ribbon: 1, right: 2 }
const STEPS: Readonly<Record<string, readonly [across: number, down: number]>> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }

function columnOf(element: Element): number {
  if (element.classList.contains('ribbon')) return COLUMN.ribbon
  return element.classList.contains('right') ? COLUMN.right : COLUMN.left
}

const middle = (element: Element): number => {
  const { top, height } = element.getBoundingClientRect()
  return top + height / 2
}

/** Arrow keys in the flow: up and down in a column of needs, ribbons or resources, left and right to what lies nearest in the next. */
export function moveFocus(event: KeyboardEvent): void {
  const step = STEPS[event.key]
  const frame = event.currentTarget
  const from = document.activeElement
  if (!step || event.altKey || event.ctrlKey || event.metaKey || !(frame instanceof Element) || !from || !frame.contains(from)) return
  const all = [...frame.querySelectorAll<HTMLElement | SVGElement>('button.node, path.ribbon')]
  const [across, down] = step
  const column = all.filter((one) => columnOf(one) === columnOf(from) + across).sort((a, b) => middle(a) - middle(b))
  const next = down ? column[column.findIndex((one) => one === from) + down] : column.toSorted((a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from)))[0]
  if (!next) return
  event.preventDefault()
  next.focus()
}
