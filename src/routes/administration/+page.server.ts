import { error, redirect } from '@sveltejs/kit';
import { allianceToEdit, changeAlliance } from '#modules/people/alliance.server.ts';
import { AllianceInput, RoleInput, WithdrawRoleInput } from '#modules/people/people.input.ts';
import { grantRole, roleHolders, withdrawRole } from '#modules/people/roles.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireAdministrator } from '#wiring/person.server.ts';

const refusals = {
	'not-administrator': () => m.error_only_administrators(),
	'unknown-person': () => m.people_role_unknown_person(),
	'last-administrator': () => m.people_role_last_administrator()
};

export async function load(event) {
	requireAdministrator(event);
	const edited = await allianceToEdit(db);
	return {
		edited: { ...edited, website: edited?.website ?? '' } as Record<string, string>,
		holders: await roleHolders(db)
	};
}

export const actions = {
	alliance: async (event) => {
		const person = requireAdministrator(event);
		const form = await readForm(event.request, AllianceInput);
		if (!form.ok) return reject(422, form);
		if (!(await changeAlliance(db, person, form.value))) error(403, m.error_only_administrators());
		redirect(303, href('/administration'));
	},
	grant: async (event) => {
		const person = requireAdministrator(event);
		const form = await readForm(event.request, RoleInput);
		if (!form.ok) return reject(422, form);
		const grant = await grantRole(db, person, form.value);
		if (!grant.ok) return reject(409, { values: form.values, errors: { holder: refusals[grant.reason]() } });
		redirect(303, href('/administration'));
	},
	withdraw: async (event) => {
		const person = requireAdministrator(event);
		const form = await readForm(event.request, WithdrawRoleInput);
		if (!form.ok) return reject(422, form);
		const withdrawal = await withdrawRole(db, person, form.value);
		if (!withdrawal.ok) return reject(409, { values: {}, errors: { form: refusals[withdrawal.reason]() } });
		redirect(303, href('/administration'));
	}
};
