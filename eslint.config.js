import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'src/words/', 'static/islands/', 'var/', 'node_modules/'] },
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		rules: {
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
			'no-undef': 'off',
			'max-lines': ['error', { max: 200 }],
			'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
			'max-depth': ['error', 4],
			'svelte/no-navigation-without-resolve': 'off',
			'svelte/no-at-html-tags': 'error'
		}
	},
	{ files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
	{ files: ['**/*.svelte'], rules: { 'max-lines-per-function': 'off' } },
	{ files: ['**/*.test.ts', '**/*.tables.ts', 'tests/**'], rules: { 'max-lines-per-function': 'off' } },
	{ files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } }
);
