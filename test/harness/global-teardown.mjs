/** jest's globalTeardown: the cluster ends, and its folder goes with it. */
export default async function tearDown() {
  const child = globalThis.testCluster
  if (!child || child.exitCode !== null) return
  await new Promise((resolve) => {
    child.once('exit', resolve)
    child.send('stop')
  })
}
