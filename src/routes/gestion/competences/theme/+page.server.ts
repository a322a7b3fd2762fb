import { error, redirect } from '@sveltejs/kit';
import { findTheme, renameTheme } from '#modules/skills/managing.server.ts';
import { ThemeInput } from '#modules/skills/skills.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	requireFacilitator(event);
	const theme = await findTheme(db, event.url.searchParams.get('cle') ?? '');
	if (!theme) error(404, m.error_not_found());
	return { theme };
}

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, ThemeInput);
		if (!form.ok) return reject(422, form);
		const key = event.url.searchParams.get('cle') ?? '';
		if (!(await renameTheme(db, person, key, form.value))) error(404, m.error_not_found());
		redirect(303, `${href('/gestion/competences')}#${encodeURIComponent(key)}`);
	}
};
