import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { closeNotes } from '#modules/notes/changing.server.ts';
import { notesToRead } from '#modules/notes/reading.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { notesRule } from '#wiring/notes.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { gatheringAt } from './gathering.server.ts';

export async function load(event) {
	const gathering = await gatheringAt(event);
	const notes = await notesToRead(db, notesRule, event.locals.person, gathering.id);
	if (!notes) error(404, m.error_not_found());
	const { text, ...shown } = notes;
	return { gathering, notes: { ...shown, isEmpty: text === '' }, saved: event.url.searchParams.get('note') };
}

async function close(event: RequestEvent, isClosed: boolean) {
	const person = requirePerson(event);
	const { id, slug } = await gatheringAt(event);
	if (!(await closeNotes(db, notesRule, person, { notesId: id, isClosed }))) error(404, m.error_not_found());
	redirect(303, href(`/agenda/${slug}/notes`));
}

export const actions = {
	close: (event) => close(event, true),
	reopen: (event) => close(event, false)
};
