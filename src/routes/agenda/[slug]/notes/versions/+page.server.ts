import { error } from '@sveltejs/kit';
import { validate as isUuid } from 'uuid';
import { notesHistory } from '#modules/notes/reading.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { notesRule } from '#wiring/notes.server.ts';
import { gatheringAt } from '../gathering.server.ts';

export async function load(event) {
	const gathering = await gatheringAt(event);
	const given = event.url.searchParams.get('avant') ?? '';
	const before = isUuid(given) ? given : undefined;
	const history = await notesHistory(db, notesRule, event.locals.person, { notesId: gathering.id, before });
	if (!history) error(404, m.error_not_found());
	return { gathering, ...history };
}
