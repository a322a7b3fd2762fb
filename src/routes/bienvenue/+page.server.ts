import { redirect } from '@sveltejs/kit';
import { ProfileInput } from '#modules/people/people.input.ts';
import { welcomePerson } from '#modules/people/people.server.ts';
import { localPath } from '#modules/people/return-path.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href, locale, splitPath, type Locale } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';

/** Every sign-in arrives here; who has been welcomed already only passes through. */
export function load({ locals, url }) {
	const returnTo = localPath(url.searchParams.get('retour'));
	const { person } = locals;
	if (!person) redirect(303, `${href('/connexion')}?retour=${encodeURIComponent(returnTo)}`);
	if (person.isWelcomed) redirect(303, comingBack(returnTo, person.locale));
	return { name: person.name, email: person.email, language: locale(), returnTo };
}

export const actions = {
	default: async (event) => {
		const { person } = event.locals;
		const returnTo = localPath(event.url.searchParams.get('retour'));
		if (!person) redirect(303, `${href('/connexion')}?retour=${encodeURIComponent(returnTo)}`);
		const form = await readForm(event.request, ProfileInput);
		if (!form.ok) return reject(422, form);

		await welcomePerson(db, person, form.value);
		redirect(303, comingBack(returnTo, form.value.locale));
	}
};

function comingBack(returnTo: string, language: Locale): string {
	return href(splitPath(returnTo).path, language);
}
