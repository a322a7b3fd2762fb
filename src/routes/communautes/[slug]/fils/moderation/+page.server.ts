import { error, redirect } from '@sveltejs/kit';
import { SettlingInput } from '#modules/conversations/conversations.input.ts';
import { journalToRead } from '#modules/conversations/journal.server.ts';
import { settleReports } from '#modules/conversations/moderation.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	requirePerson(event);
	const place = placeIn(event.url.searchParams);
	const read = await journalToRead(db, await groupReaderAt(event), event.params.slug, place);
	if (!read) error(404, m.error_not_found());
	const { group, reports, lines, next } = read;
	const nextHref = next ? pageHref(event.url, 'apres', next) : null;
	return { group, reports, acts: lines, nextHref };
}

export const actions = {
	settle: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, SettlingInput);
		if (!form.ok) return reject(422, form);
		const settled = await settleReports(db, person, event.params.slug, form.value.message);
		if (!settled.ok) error(404, m.error_not_found());
		redirect(303, href(`/communautes/${event.params.slug}/fils/moderation`));
	}
};
