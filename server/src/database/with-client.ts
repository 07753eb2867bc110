import pg from 'pg'

/** Connects, runs, disconnects: for what is done once, outside any pool. */
export async function withClient<T>(config: string | pg.ClientConfig, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config)
  // A server that goes away ends the connection at any time; the query that meets it fails, which is enough.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await run(client)
  } finally {
    await client.end()
  }
}
