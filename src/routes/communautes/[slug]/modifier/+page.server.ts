import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { GroupInput } from '#modules/communities/communities.input.ts';
import { changeGroup, closeGroup, type GroupResult } from '#modules/communities/keeping.server.ts';
import { groupToWrite } from '#modules/communities/reading.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	return { written: await written(event) };
}

export const actions = {
	change: async (event) => {
		const { slug } = await written(event);
		const form = await readForm(event.request, GroupInput);
		if (!form.ok) return reject(422, form);
		return answer(await changeGroup(db, requirePerson(event), slug, form.value), form.values);
	},
	close: async (event) => {
		const { slug } = await written(event);
		return answer(await closeGroup(db, requirePerson(event), slug), {});
	}
};

async function written(event: RequestEvent<{ slug: string }>) {
	const found = await groupToWrite(db, requirePerson(event), event.params.slug);
	return found ?? error(404, m.error_not_found());
}

function answer(result: GroupResult, values: Record<string, string>) {
	if (result.ok) redirect(303, href(`/communautes/${result.slug}`));
	if (result.reason === 'closed') return reject(409, { values, errors: { form: m.communities_closed() } });
	error(404, m.error_not_found());
}
