// Writes schema.graphql from the decorators:  node --import ./run/loader.mjs server/emit-schema.ts
// A test fails when the committed file is another one: its diff is the API review.
import { writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { createSchema } from './src/graphql/schema.ts'

writeFileSync(new URL('schema.graphql', import.meta.url), `${printSchema(lexicographicSortSchema(await createSchema()))}\n`)
