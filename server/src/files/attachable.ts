/** What an attachment can hang on: the GraphQL type and its table. It is then seen by whoever sees that. */
export const ATTACHABLE: Readonly<Record<string, string>> = {
  Project: 'projects',
  ItemStep: 'item_steps',
  ServiceLog: 'service_logs',
  Activity: 'activities',
}
