/** The rules of dependency of docs/architecture: each one is proven by a test that breaks it (tests/rules.test.ts). */
module.exports = {
	forbidden: [
		{
			name: 'internal-stays-inside',
			comment: 'What a module keeps in internal/ is its own.',
			severity: 'error',
			from: { path: '^src/modules/([^/]+)/' },
			to: { path: '^src/modules/[^/]+/internal/', pathNot: '^src/modules/$1/' }
		},
		{
			name: 'internal-stays-inside-elsewhere',
			comment: 'What a module keeps in internal/ is its own.',
			severity: 'error',
			from: { path: '^(src/(routes|wiring|ui|platform)|seeds|bin)/' },
			to: { path: '^src/modules/[^/]+/internal/' }
		},
		{
			name: 'tables-are-private',
			comment: 'A module’s tables are imported by that module alone; people is the kernel that all may join.',
			severity: 'error',
			from: { path: '^src/modules/([^/]+)/' },
			to: {
				path: '^src/modules/[^/]+/[^/]+\\.tables\\.ts$',
				pathNot: '^src/modules/($1/|people/(people|groups)\\.tables\\.ts$)'
			}
		},
		{
			name: 'pages-hold-no-sql',
			comment: 'A route reads the request, calls a module, renders.',
			severity: 'error',
			from: { path: '(^src/routes/|\\.svelte$)' },
			to: { path: '(\\.tables\\.ts$|drizzle-orm)' }
		},
		{
			name: 'platform-and-ui-know-no-module',
			comment: 'platform and ui know no domain.',
			severity: 'error',
			from: { path: '^src/(platform|ui)/' },
			to: { path: '^(src/(modules|routes|wiring)|seeds)/' }
		},
		{
			name: 'modules-know-no-web-framework',
			comment: 'Rules do not depend on SvelteKit.',
			severity: 'error',
			from: { path: '^src/modules/.*\\.ts$' },
			to: { path: '@sveltejs/kit' }
		},
		{
			name: 'modules-know-no-page',
			comment: 'routes → modules → platform.',
			severity: 'error',
			from: { path: '^src/modules/' },
			to: { path: '^src/(routes|wiring)/' }
		},
		{
			name: 'every-import-resolves',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '(^[$]app/|[$]types$|^#words/|/build/handler[.]js$)' }
		},
		{
			name: 'no-cycle-between-modules',
			comment: 'Talk backwards through events.',
			severity: 'error',
			scope: 'folder',
			from: { path: '^src/modules/[^/]+$' },
			to: { circular: true }
		}
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(build|\\.svelte-kit|src/words)' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'node', 'default'],
			extensions: ['.ts', '.js', '.mjs', '.svelte', '.json']
		}
	}
};
