import { writeFileSync } from 'node:fs'

/** Counts for the closing line. run.mjs prints it when jest, its workers and its teardown have said everything; without run.mjs it is printed here. */
export default class ClosingLine {
  onRunComplete(_, { numPassedTests: passed, numFailedTests, numRuntimeErrorTestSuites, wasInterrupted }) {
    // A file that cannot even be loaded has no tests to count, and would pass unseen.
    const failed = numFailedTests + numRuntimeErrorTestSuites + (wasInterrupted ? 1 : 0)
    const file = process.env.TEST_SUMMARY
    if (file) writeFileSync(file, JSON.stringify({ passed, failed }))
    else console.log(`${passed} passed, ${failed} failed`)
  }
}
