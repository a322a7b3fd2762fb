import { error, redirect } from '@sveltejs/kit';
import { changePicture } from '#modules/allies/picture.server.ts';
import { profileToEdit } from '#modules/allies/profile-to-edit.server.ts';
import { reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { fileStorage } from '#wiring/file-storage.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

const refusals = {
	empty: () => m.allies_picture_missing(),
	'too-large': () => m.allies_picture_too_large(),
	'not-what-it-says': () => m.allies_picture_unreadable(),
	'not-allowed': () => m.allies_picture_unreadable()
};

export async function load(event) {
	const person = requirePerson(event);
	const edited = await profileToEdit(db, person, event.params.slug);
	if (!edited) error(404, m.error_not_found());
	if ('movedTo' in edited) redirect(308, href(`/allies/${edited.movedTo}/image`));
	return { page: edited.page };
}

async function change(event: Parameters<typeof requirePerson>[0], slug: string, upload: File | null) {
	const changed = await changePicture(db, fileStorage, requirePerson(event), { slug, upload });
	if (changed.ok) redirect(303, href(`/allies/${changed.slug}`));
	if (changed.reason === 'forbidden') error(403, m.allies_not_yours());
	return reject(422, { values: {}, errors: { picture: refusals[changed.reason]() } });
}

export const actions = {
	keep: async (event) => {
		const sent = await event.request.formData().catch(() => new FormData());
		const upload = sent.get('picture');
		if (!(upload instanceof File)) return reject(422, { values: {}, errors: { picture: refusals.empty() } });
		return change(event, event.params.slug, upload);
	},
	remove: async (event) => change(event, event.params.slug, null)
};
