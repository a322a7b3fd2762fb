import { error } from '@sveltejs/kit';
import { localPath } from '#modules/people/return-path.ts';
import { startAtProvider } from '#modules/people/sign-in.server.ts';
import { networkOf } from '#platform/limits.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { countAttempt } from '#wiring/limits.server.ts';
import { settings } from '#wiring/settings.server.ts';
import { signIn } from '#wiring/sign-in.server.ts';

/** Leaves for the identity provider. A link and not a form, since forms may lead to this site only. */
export async function GET(event) {
	if (!settings.oidc) error(404, m.error_not_found());
	const network = networkOf(event.getClientAddress());
	const wait = await countAttempt('sign-in link from a network', network);
	if (wait !== null) error(429, m.limits_wait({ seconds: wait }));

	const returnTo = encodeURIComponent(localPath(event.url.searchParams.get('retour')));
	const { url, cookies } = await startAtProvider(signIn(event), {
		afterwards: `${href('/bienvenue')}?retour=${returnTo}`,
		onFailure: `${href('/connexion')}?retour=${returnTo}`
	});
	if (!url) error(503, m.signin_provider_failed());

	const headers = new Headers({ location: url, 'cache-control': 'no-store' });
	for (const cookie of cookies) headers.append('set-cookie', cookie);
	return new Response(null, { status: 303, headers });
}
