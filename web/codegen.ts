import type { CodegenConfig } from '@graphql-codegen/cli'

/** Types and typed documents from the committed schema; the output is committed, so a build needs no generator. */
const config: CodegenConfig = {
  schema: '../server/schema.graphql',
  documents: ['src/**/*.graphql'],
  ignoreNoDocuments: true,
  generates: {
    'src/api/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        enumsAsTypes: true,
        useTypeImports: true,
        skipTypename: true,
        avoidOptionals: { field: true, inputValue: false, object: true },
        scalars: { DateTime: 'string', Date: 'string', SafeInt: 'number', JSONObject: 'Record<string, unknown>' },
      },
    },
  },
}

export default config
