/** One run for all packages: TypeScript through swc, ES modules (MikroORM is ESM only). */
export default {
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/{server,shared,test}/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  maxWorkers: 2,
  testTimeout: 60_000,
};
