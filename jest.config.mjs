/** One run for all packages: TypeScript through swc, ES modules (MikroORM is ESM only). */
export default {
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/{server,shared,test,web}/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.data', '<rootDir>/web/dist'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  maxWorkers: 2,
  // What a test file has loaded is never wholly given back.
  workerIdleMemoryLimit: '1200MB',
  testTimeout: 60_000,
  watchman: false,
  // The default lies in the shared /tmp under a guessable name, where another user could lay code for us to run.
  cacheDirectory: `${import.meta.dirname}/node_modules/.cache/jest`,
  globalSetup: '<rootDir>/test/harness/global-setup.mjs',
  globalTeardown: '<rootDir>/test/harness/global-teardown.mjs',
  reporters: ['default', '<rootDir>/test/harness/reporter.mjs'],
}
