import { missing, type Settings } from './figures.ts'

export async function flow(_settings: Settings): Promise<void> {
  missing('pure flow', 'not measured yet')
}
