// Lint rules: strict types, no hidden imports of the shell, parts know no area.
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import config from './svelte.config.js';

const shell = {
  group: ['@tauri-apps/*'],
  message: 'Only lib/ipc/tauri.ts and lib/host.ts talk to the shell.',
};

export default ts.config(
  { ignores: ['.svelte-kit/', 'build/', 'node_modules/', 'src/lib/ipc/commands.gen.ts'] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig: config } },
  },
  {
    rules: {
      // The compiler of TypeScript already refuses unknown names.
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-imports': ['error', { patterns: [shell] }],
      // The app lives at the root of its own origin; plain paths are right.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['src/lib/parts/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [shell, { group: ['$lib/areas/*'], message: 'Parts import no area.' }] },
      ],
    },
  },
  {
    files: ['src/lib/ipc/tauri.ts', 'src/lib/host.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
