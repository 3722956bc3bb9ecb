// @ts-check
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Its own types lag behind ESLint 10's; the rules it brings are the same.
const hooksPlugin = /** @type {import('eslint').ESLint.Plugin} */ (/** @type {unknown} */ (hooks));

const CORE = ['shared/**/*.ts', 'main/core/**/*.ts'];
const TESTS = ['**/*.test.ts', '**/*.test.tsx', 'tests/**/*.ts', 'tests/**/*.tsx'];
/** Files whose tools insist on a default export. */
const CONFIGS = ['**/*.config.ts', '*.config.js'];
/** Plain JavaScript: what must parse on an old Node, and this file. */
const PLAIN = ['scripts/*.mjs', '*.config.js'];

const FROM_PORTS = 'comes in through a port (main/core/ports), so that a replay gives the same journal';

/** @type {[string, string][]} */
const AMBIENT_CALLS = [
  ['Date', 'now'],
  ['Math', 'random'],
  ['crypto', 'randomUUID'],
  ['crypto', 'getRandomValues'],
];

/** The compiler does not know most of these in the core; the lint also guards the day a `lib` slips in. */
const AMBIENT_GLOBALS = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'performance',
  'crypto',
  'process',
  'console',
  'fetch',
];

const NEW_DATE = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
  message: `The time ${FROM_PORTS}.`,
};

const DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };

/** @param {string} name @param {string} file */
const onlyIn = (name, file) => ({
  selector: `ImportSpecifier[imported.name="${name}"], MemberExpression[property.name="${name}"]`,
  message: `${name} is used in ${file} only, where every message is checked.`,
});

/** Each raw Electron call has one file that may say it; elsewhere the wrapped form is to be used. */
const RAW_WIRES = [
  { ...onlyIn('ipcMain', 'main/shell/wire.ts'), file: 'main/shell/wire.ts' },
  { ...onlyIn('ipcRenderer', 'preload/index.ts'), file: 'preload/index.ts' },
  {
    selector: 'CallExpression[callee.property.name=/^(send|postMessage)$/][callee.object.property.name="webContents"]',
    message: 'webContents.send and postMessage are used in main/shell/wire.ts only.',
    file: 'main/shell/wire.ts',
  },
  {
    selector: 'NewExpression[callee.name="BrowserWindow"], NewExpression[callee.property.name="BrowserWindow"]',
    message: 'Windows are made in main/shell/window-factory.ts only, with its security settings.',
    file: 'main/shell/window-factory.ts',
  },
];

/**
 * @param {string | null} file the one file whose own raw calls are allowed
 * @param {{ selector: string, message: string }[]} extra
 * @returns {Partial<import('eslint').Linter.RulesRecord>}
 */
const syntaxRules = (file, extra = []) => ({
  'no-restricted-syntax': [
    'error',
    DEFAULT_EXPORT,
    ...extra,
    ...RAW_WIRES.filter((wire) => wire.file !== file).map(({ selector, message }) => ({ selector, message })),
  ],
});

export default defineConfig(
  { ignores: ['dist/', 'release/', 'node_modules/', 'coverage/', 'test-results/', '**/*.d.ts', '**/*.d.mts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    // One program for everything: the test project holds every file, and building five would cost five times as long.
    languageOptions: { parserOptions: { project: ['tsconfig.test.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, allowDefaultCaseForExhaustiveSwitch: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': true },
      ],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      // Ports are promises by contract; an implementation that has nothing to wait for is no mistake.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      eqeqeq: 'error',
      'no-console': 'off',
      'no-var': 'error',
      'prefer-const': 'error',
      // A switch over a union counts once: its exhaustiveness is checked, its length is the length of the union.
      complexity: ['error', { max: 13, variant: 'modified' }],
      'max-lines': ['error', { max: 500 }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      ...syntaxRules(null),
    },
  },
  {
    files: CORE,
    ignores: TESTS,
    rules: {
      'no-restricted-properties': [
        'error',
        ...AMBIENT_CALLS.map(([object, property]) => ({ object, property, message: `It ${FROM_PORTS}.` })),
      ],
      'no-restricted-globals': ['error', ...AMBIENT_GLOBALS.map((name) => ({ name, message: `It ${FROM_PORTS}.` }))],
      ...syntaxRules(null, [NEW_DATE]),
    },
  },
  ...[...new Set(RAW_WIRES.map((wire) => wire.file))].map((file) => ({ files: [file], rules: syntaxRules(file) })),
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    plugins: { 'react-hooks': hooksPlugin },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: TESTS,
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: CONFIGS, rules: { 'no-restricted-syntax': 'off' } },
  {
    files: PLAIN,
    extends: [tseslint.configs.base],
    rules: { eqeqeq: 'error', complexity: ['error', 13], 'max-lines': ['error', 500] },
  },
);
