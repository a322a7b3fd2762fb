import { error, fail, redirect } from '@sveltejs/kit';
import { NotesInput } from '#modules/notes/notes.input.ts';
import { notesToRead } from '#modules/notes/reading.server.ts';
import { saveNotes } from '#modules/notes/saving.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { wordsBetween } from '#platform/words-between.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { notesRule } from '#wiring/notes.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { gatheringAt } from '../gathering.server.ts';

export async function load(event) {
	const { id, name } = requirePerson(event);
	const gathering = await gatheringAt(event);
	const notes = await notesToRead(db, notesRule, event.locals.person, gathering.id);
	if (!notes?.mayWrite && !notes?.isClosed) error(404, m.error_not_found());
	return { gathering, text: notes.text, isClosed: notes.isClosed, person: { id, name } };
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const gathering = await gatheringAt(event);
		const form = await readForm(event.request, NotesInput);
		if (!form.ok) return reject(422, form);
		const result = await saveNotes(db, notesRule, person, gathering.id, form.value);
		if (result.ok) {
			const how = result.isMerged ? 'reunies' : 'enregistrees';
			redirect(303, `${href(`/agenda/${gathering.slug}/notes`)}?note=${how}`);
		}
		if (result.reason === 'forbidden') error(404, m.error_not_found());
		const { values } = form;
		if (result.reason === 'closed')
			return reject(409, { values, errors: { form: m.notes_refusal_closed() } });
		const { theirs, merged } = result;
		const conflict = { theirs, words: wordsBetween(theirs, merged) };
		const errors: Record<string, string> = { form: m.notes_conflict() };
		return fail(409, { values: { text: merged, base: theirs } as Record<string, string>, errors, conflict });
	}
};
