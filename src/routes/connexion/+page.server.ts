import { redirect } from '@sveltejs/kit';
import { allianceIn } from '#modules/people/alliance.server.ts';
import { SignInInput } from '#modules/people/people.input.ts';
import { personas } from '#modules/people/personas.ts';
import { localPath } from '#modules/people/return-path.ts';
import { requestSignInLink } from '#modules/people/sign-in.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { networkOf } from '#platform/limits.server.ts';
import { href, locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { countAttempt } from '#wiring/limits.server.ts';
import { settings } from '#wiring/settings.server.ts';
import { signIn } from '#wiring/sign-in.server.ts';

export async function load({ locals, url }) {
	const returnTo = localPath(url.searchParams.get('retour'));
	if (locals.person) redirect(303, href(locals.person.isWelcomed ? returnTo : '/bienvenue'));

	const { isDemonstration } = await allianceIn(db, locale());
	const offered = personas.map(({ key, name, title }) => ({ key, name, title }));
	return {
		returnTo,
		personas: isDemonstration ? offered : [],
		provider: settings.oidc?.name ?? null,
		hasFailed: url.searchParams.has('error'),
		isSent: url.searchParams.has('envoye')
	};
}

export const actions = {
	default: async (event) => {
		const form = await readForm(event.request, SignInInput);
		if (!form.ok) return reject(422, form);

		const { email } = form.value;
		const wait = await tooManyMails(email, event.getClientAddress());
		if (wait !== null) {
			event.setHeaders({ 'retry-after': String(wait) });
			const minutes = Math.ceil(wait / 60);
			return reject(429, { values: form.values, errors: { form: m.signin_too_many({ minutes }) } });
		}
		const returnTo = localPath(event.url.searchParams.get('retour'));
		await requestSignInLink(signIn(event), email, { language: locale(), returnTo });
		redirect(303, `${href('/connexion')}?envoye&retour=${encodeURIComponent(returnTo)}`);
	}
};

async function tooManyMails(email: string, address: string): Promise<number | null> {
	const byNetwork = await countAttempt('sign-in mail from a network', networkOf(address));
	return byNetwork ?? (await countAttempt('sign-in mail to an address', email));
}
