import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { RoleInput, RoleKeyInput } from '#modules/responsibilities/responsibilities.input.ts';
import { rolesToRead } from '#modules/responsibilities/reading.server.ts';
import { roleRefusals } from '#modules/responsibilities/role-refusals.ts';
import { leaveOut, writeRole, type RolesResult } from '#modules/responsibilities/roles.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

type Event = RequestEvent<{ slug: string }>;

export async function load(event) {
	requirePerson(event);
	const read = await rolesToRead(db, await groupReaderAt(event), event.params.slug);
	if (read?.role !== 'keeper') error(404, m.error_not_found());
	const { slug, name } = read.group;
	return { group: { slug, name }, roles: read.roles };
}

export const actions = {
	write: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, RoleInput);
		if (!form.ok) return reject(422, form);
		return answer(event, await writeRole(db, person, event.params.slug, form.value), form.values);
	},
	out: (event) => moved(event, true),
	in: (event) => moved(event, false)
};

async function moved(event: Event, isLeftOut: boolean) {
	const person = requirePerson(event);
	const form = await readForm(event.request, RoleKeyInput);
	if (!form.ok) return reject(422, form);
	return answer(
		event,
		await leaveOut(db, person, event.params.slug, form.value.role, isLeftOut),
		form.values
	);
}

function answer(event: Event, result: RolesResult, values: Record<string, string>) {
	if (result.ok) redirect(303, href(`/communautes/${event.params.slug}/roles/regler`));
	if (result.reason === 'forbidden') error(403, m.communities_only_keepers());
	if (result.reason === 'not-found') error(404, m.error_not_found());
	return reject(409, { values, errors: { form: roleRefusals[result.reason]() } });
}
