import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

type Cruised = { modules: { source: string; dependencies: { resolved: string }[] }[] };

/** The graph of modules as a page: who imports whom, drawn from the code. */
export function modulesPage(): string {
	const edges = importsBetweenRooms();
	const lines = edges.map(([from, to]) => `  ${from} --> ${to}`).join('\n');
	return `# The graph of modules

Drawn from the code by \`node bin/maillage.mjs modules\`; a test fails when it is out of date. An arrow is an import.

\`\`\`mermaid
graph TD
${lines}
\`\`\`

- \`people\` is the kernel: the only module whose tables others may join.
- \`platform\` knows no domain; \`wiring\` knows everything; \`ui\` (not drawn) knows neither.
- Modules talk backwards through events, which are no imports.
`;
}

function importsBetweenRooms(): [string, string][] {
	const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs';
	const args = [cruiser, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
	const cruised = JSON.parse(cruise(args)) as Cruised;
	const found = new Set<string>();
	for (const { source, dependencies } of cruised.modules) {
		for (const { resolved } of dependencies) {
			const [from, to] = [roomOf(source), roomOf(resolved)];
			if (from && to && from !== to && !source.includes('.test.')) found.add(`${from} ${to}`);
		}
	}
	return [...found].sort().map((edge) => edge.split(' ') as [string, string]);
}

/** The cruiser answers with an error code when a rule is broken; its graph is there all the same. */
function cruise(args: string[]): string {
	try {
		return execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
	} catch (broken) {
		return (broken as { stdout: string }).stdout;
	}
}

function roomOf(path: string): string | null {
	const module = /^src\/modules\/([^/]+)\//.exec(path)?.[1];
	return module ?? /^src\/(platform|wiring|routes)\//.exec(path)?.[1] ?? null;
}

if (import.meta.main) writeFileSync('docs/modules.md', modulesPage());
