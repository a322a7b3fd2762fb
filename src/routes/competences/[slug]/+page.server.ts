import { error, redirect } from '@sveltejs/kit';
import { maySkillsBeEditedBy } from '#modules/skills/editing.server.ts';
import { neighboursOf } from '#modules/skills/finding.server.ts';
import { findSkill } from '#modules/skills/skills.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const skill = await findSkill(db, event.params.slug);
	if (!skill) error(404, m.error_not_found());
	// Not for ever in the eyes of the browser: a skill may take a former name back.
	if (skill.slug !== event.params.slug) redirect(307, href(`/competences/${skill.slug}`));
	shows(event, 'skills');
	return {
		skill,
		neighbours: (await neighboursOf(db, [skill.id])).get(skill.id) ?? [],
		mayEdit: maySkillsBeEditedBy(event.locals.person)
	};
}
