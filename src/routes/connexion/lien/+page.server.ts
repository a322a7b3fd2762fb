import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { localPath } from '#modules/people/return-path.ts';
import { openLink } from '#modules/people/sign-in.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { networkOf } from '#platform/limits.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { countAttempt } from '#wiring/limits.server.ts';
import { keepSession, signIn, signOut } from '#wiring/sign-in.server.ts';

const LinkInput = v.object({ jeton: v.optional(v.pipe(v.string(), v.maxLength(200)), '') });

/**
 * Reading the page uses nothing: mail scanners open every link. The button does. Its address goes to nobody else;
 * `no-referrer` would also hide the origin of the form, which is then refused.
 */
export function load({ url, setHeaders }) {
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	return {
		token: url.searchParams.get('jeton')?.slice(0, 200) ?? '',
		returnTo: localPath(url.searchParams.get('retour'))
	};
}

export const actions = {
	default: async (event) => {
		const network = networkOf(event.getClientAddress());
		const wait = await countAttempt('sign-in link from a network', network);
		if (wait !== null) {
			event.setHeaders({ 'retry-after': String(wait) });
			const minutes = Math.ceil(wait / 60);
			return reject(429, { values: {}, errors: { form: m.signin_too_many({ minutes }) } });
		}
		const form = await readForm(event.request, LinkInput);
		const token = form.ok ? form.value.jeton : '';
		const session = await openLink(signIn(event), token, event.request.headers.get('user-agent') ?? '');
		if (session === undefined) return reject(400, { values: {}, errors: { link: m.signin_link_dead() } });

		// Whoever was signed in on this browser no longer is.
		await signOut(event);
		keepSession(event, session);
		const returnTo = localPath(event.url.searchParams.get('retour'));
		redirect(303, `${href('/bienvenue')}?retour=${encodeURIComponent(returnTo)}`);
	}
};
