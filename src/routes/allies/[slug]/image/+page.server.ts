import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { changePicture } from '#modules/allies/picture.server.ts';
import { pictureUse } from '#modules/allies/picture-use.ts';
import { profileToEdit } from '#modules/allies/profile-to-edit.server.ts';
import { ticked } from '#platform/fields.ts';
import type { FileRefusal } from '#platform/files/keeping.server.ts';
import { fileRefused } from '#platform/files/words.ts';
import { readFormWithFiles, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { fileStorage } from '#wiring/file-storage.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

const RemovalInput = v.object({ 'picture-remove': ticked });

export async function load(event) {
	const person = requirePerson(event);
	const edited = await profileToEdit(db, person, event.params.slug);
	if (!edited) error(404, m.error_not_found());
	if ('movedTo' in edited) redirect(308, href(`/allies/${edited.movedTo}/image`));
	return { page: edited.page };
}

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const form = await readFormWithFiles(event.request, RemovalInput);
		if (!form.ok) return reject(422, form);
		const upload = form.files.picture ?? null;
		const refuse = (reason: FileRefusal) =>
			reject(422, { values: form.values, errors: { picture: fileRefused(reason, pictureUse) } });
		if (!upload && !form.value['picture-remove']) return refuse('empty');

		const asked = { slug: event.params.slug, upload };
		const changed = await changePicture(db, fileStorage, person, asked);
		if (changed.ok) redirect(303, href(`/allies/${changed.slug}`));
		if (changed.reason === 'forbidden') error(403, m.allies_not_yours());
		return refuse(changed.reason);
	}
};
