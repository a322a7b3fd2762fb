import { error, redirect } from '@sveltejs/kit';
import { DraftInput, ThreadInput } from '#modules/conversations/conversations.input.ts';
import { keepDraft } from '#modules/conversations/drafts.server.ts';
import { threadsToRead } from '#modules/conversations/reading.server.ts';
import { startThread } from '#modules/conversations/saying.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { refuseSaying } from '#wiring/saying-answer.server.ts';

export async function load(event) {
	requirePerson(event);
	const asked = { choice: 'all' as const, place: {} };
	const read = await threadsToRead(db, await groupReaderAt(event), event.params.slug, asked);
	if (!read?.role || read.group.closedAt) error(404, m.error_not_found());
	const { slug, name } = read.group;
	const carried = { subject: event.url.searchParams.get('titre'), text: event.url.searchParams.get('texte') };
	return { group: { slug, name }, draft: read.draft, carried };
}

export const actions = {
	publish: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ThreadInput);
		if (!form.ok) return reject(422, form);
		const started = await startThread(db, person, event.params.slug, form.value);
		if (!started.ok) return refuseSaying(started, form.values);
		redirect(303, href(started.path));
	},
	draft: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, DraftInput);
		if (!form.ok) return reject(422, form);
		const kept = await keepDraft(db, person, event.params.slug, { ...form.value, thread: '' });
		if (!kept.ok) error(404, m.error_not_found());
		redirect(303, href(`/communautes/${event.params.slug}/fils/nouveau`));
	}
};
