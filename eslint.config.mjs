import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** What would break a page's Content Security Policy or Trusted Types, or let text become markup. */
const unsafe = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'cssText'].map(property => ({
  property,
  message: 'Text must never become markup, and the bundle runs under a strict CSP.',
}));

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'node_modules/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // A promise that nobody awaits hides its failure: say `void` or `.catch` and why.
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-properties': ['error', ...unsafe],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: ['src/elements/**/*.ts'], extends: [lit['flat/recommended'], wc['flat/best-practice']] },
  { files: ['**/*.mjs', 'demo/**', 'test/**', 'scripts/**'], languageOptions: { globals: globals.node } },
  {
    files: [
      'test/elements/**',
      'test/frameworks/**',
      'test/skype/**',
      'test/support/*.mjs',
      'demo/**',
      'scripts/screens/photograph.mjs',
    ],
    languageOptions: { globals: { ...globals.browser, SipChat: 'readonly', Skype: 'readonly' } },
  },
);
