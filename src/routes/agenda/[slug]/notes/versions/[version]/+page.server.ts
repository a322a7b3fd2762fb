import { error, redirect } from '@sveltejs/kit';
import { validate as isUuid } from 'uuid';
import { takeBackVersion } from '#modules/notes/changing.server.ts';
import { notesVersion } from '#modules/notes/reading.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { notesRule } from '#wiring/notes.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { gatheringAt } from '../../gathering.server.ts';

export async function load(event) {
	const gathering = await gatheringAt(event);
	const asked = { notesId: gathering.id, versionId: known(event.params.version) };
	const version = await notesVersion(db, notesRule, event.locals.person, asked);
	if (!version) error(404, m.error_not_found());
	return { gathering, version };
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const { id: notesId, slug } = await gatheringAt(event);
		const asked = { notesId, versionId: known(event.params.version) };
		if (!(await takeBackVersion(db, notesRule, person, asked))) error(404, m.error_not_found());
		redirect(303, `${href(`/agenda/${slug}/notes`)}?note=enregistrees`);
	}
};

function known(id: string): string {
	if (!isUuid(id)) error(404, m.error_not_found());
	return id;
}
