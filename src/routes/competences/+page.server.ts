import { alliesPerSkill } from '#modules/allies/skill-counts.server.ts';
import { skillsLike } from '#modules/skills/finding.server.ts';
import { skillsByTheme } from '#modules/skills/skills.server.ts';
import { cleanLine } from '#platform/fields.ts';
import { audienceAt } from '#wiring/audience.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const typed = cleanLine(event.url.searchParams.get('q') ?? '').slice(0, 100);
	shows(event, 'skills', 'allies', 'charter');
	return {
		typed,
		found: typed ? await skillsLike(db, typed) : null,
		themes: typed ? [] : await skillsByTheme(db),
		allies: await alliesPerSkill(db, await audienceAt(event))
	};
}
