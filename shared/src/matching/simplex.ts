import { Flow } from './simplex-flow.ts'
import type { FlowAnswer, FlowProblem } from './simplex-problem.ts'

/**
 * The best flow, by a primal network simplex with strongly feasible bases (Cunningham 1976; Ahuja, Magnanti & Orlin, Network Flows, ch. 11). Its value and prices do not depend on the order of
 * needs, rows and arcs; where several flows are best, which one is found does: break ties in the utilities (`utility × S + hash % S`) where that must not be.
 * @throws RangeError if the input breaks the limits of FlowProblem
 */
export function solveFlow(problem: FlowProblem): FlowAnswer {
  const flow = new Flow(problem)
  flow.optimize()
  return flow.answer(problem)
}
