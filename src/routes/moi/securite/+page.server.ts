import { redirect } from '@sveltejs/kit';
import { describeDevice } from '#modules/people/device.ts';
import { passkeysOf, removePasskey } from '#modules/people/passkeys.server.ts';
import { IdInput } from '#modules/people/people.input.ts';
import { revokeOtherSessions, revokeSession, sessionsOf } from '#modules/people/sessions.server.ts';
import { readForm } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { currentToken } from '#wiring/sign-in.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const sessions = await sessionsOf(db, person, currentToken(event) ?? '');
	return {
		sessions: sessions.map(({ userAgent, ...session }) => ({
			...session,
			device: describeDevice(userAgent)
		})),
		passkeys: await passkeysOf(db, person)
	};
}

export const actions = {
	close: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, IdInput);
		if (form.ok) await revokeSession(db, person, form.value.id);
		redirect(303, href('/moi/securite'));
	},
	closeOthers: async (event) => {
		const person = requirePerson(event);
		await revokeOtherSessions(db, person, currentToken(event) ?? '');
		redirect(303, href('/moi/securite'));
	},
	removePasskey: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, IdInput);
		if (form.ok) await removePasskey(db, person, form.value.id);
		redirect(303, href('/moi/securite'));
	}
};
