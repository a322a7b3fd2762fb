import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { documentUse } from '#modules/communities/document-use.ts';
import {
	DocumentInput,
	documentsToRead,
	removeDocument,
	shareDocument
} from '#modules/communities/documents.server.ts';
import { fileRefused } from '#platform/files/words.ts';
import { readForm, readFormWithFiles, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { fileStorage } from '#wiring/file-storage.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const as = await groupReaderAt(event);
	const read = await documentsToRead(db, as, event.params.slug, placeIn(event.url.searchParams));
	if (!read) error(404, m.error_not_found());
	const { group, next, ...rest } = read;
	const { slug, name, closedAt, kit } = group;
	return {
		...rest,
		group: { slug, name, closedAt, hasKit: kit !== '' },
		nextHref: next ? pageHref(event.url, 'apres', next) : null
	};
}

export const actions = {
	share: async (event) => {
		const person = requirePerson(event);
		const { slug } = event.params;
		const form = await readFormWithFiles(event.request, DocumentInput);
		if (!form.ok) return reject(422, form);
		const upload = form.files.file ?? null;
		const shared = await shareDocument(db, fileStorage, person, slug, { ...form.value, upload });
		if (shared.ok) redirect(303, href(`/communautes/${slug}/documents`));
		const { values } = form;
		if (shared.reason === 'not-found' || shared.reason === 'forbidden') error(404, m.error_not_found());
		if (shared.reason === 'closed') return reject(409, { values, errors: { form: m.communities_closed() } });
		return reject(422, { values, errors: { file: fileRefused(shared.reason, documentUse) } });
	},
	remove: async (event) => {
		const person = requirePerson(event);
		const { slug } = event.params;
		const form = await readForm(event.request, v.object({ document: v.optional(v.string(), '') }));
		if (!form.ok) return reject(422, form);
		const removed = await removeDocument(db, person, slug, form.value.document);
		if (removed.ok) redirect(303, href(`/communautes/${slug}/documents`));
		if (removed.reason === 'closed')
			return reject(409, { values: {}, errors: { form: m.communities_closed() } });
		error(removed.reason === 'forbidden' ? 403 : 404, m.error_not_found());
	}
};
