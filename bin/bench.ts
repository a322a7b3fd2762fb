import { compileWords } from './parts/building.ts';

/** Ratios against a reference in the same run; nothing here fails a test, since machines differ. */
const benches: Record<string, () => Promise<void>> = {
	pages: async () => (await import('../bench/pages.ts')).benchPages(),
	register: async () => (await import('../bench/register.ts')).benchRegister(),
	directory: async () => (await import('../bench/directory.ts')).benchDirectory(),
	'small-directory': async () => (await import('../bench/directory.ts')).benchSmallDirectory(),
	agenda: async () => (await import('../bench/agenda.ts')).benchAgenda(),
	conversations: async () => (await import('../bench/conversations.ts')).benchConversations(),
	imports: async () => (await import('../bench/imports.ts')).benchImports(),
	notes: async () => (await import('../bench/notes.ts')).benchNotes(),
	room: async () => (await import('../bench/room.ts')).benchRoom(),
	opinions: async () => (await import('../bench/opinions.ts')).benchOpinions()
};

await compileWords();
const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches))
	if (wanted.length === 0 || wanted.includes(name)) await bench();
