import { skillsLike } from '#modules/skills/finding.server.ts';
import { skillsByTheme } from '#modules/skills/skills.server.ts';
import { cleanLine } from '#platform/fields.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const typed = cleanLine(event.url.searchParams.get('q') ?? '').slice(0, 100);
	shows(event, 'skills');
	return {
		typed,
		found: typed ? await skillsLike(db, typed) : null,
		themes: typed ? [] : await skillsByTheme(db)
	};
}
