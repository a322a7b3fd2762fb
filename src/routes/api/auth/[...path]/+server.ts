import { error, type RequestEvent } from '@sveltejs/kit';
import { providerId } from '#modules/people/ways-to-sign-in.server.ts';
import { m } from '#words/messages.js';
import { signIn } from '#wiring/sign-in.server.ts';

/** What passkeys and the identity provider need; the rest of better-auth is not on this site. */
const open = new Set([
	'GET passkey/generate-register-options',
	'POST passkey/verify-registration',
	'GET passkey/generate-authenticate-options',
	'POST passkey/verify-authentication',
	`GET callback/${providerId}`
]);

/** What a device answers takes two or three thousand characters. */
const longestAnswer = 20_000;

async function answer({ request, params, url }: RequestEvent<{ path: string }>) {
	if (!open.has(`${request.method} ${params.path}`)) error(404, m.error_not_found());
	if (request.method === 'GET') return signIn({ url }).handler(request);

	const body = await request.text();
	if (body.length > longestAnswer) error(413, m.error_unexpected());
	const { method, headers } = request;
	const response = await signIn({ url }).handler(new Request(url, { method, headers, body }));
	return response.ok ? withoutSecrets(response) : response;
}

export const GET = answer;
export const POST = answer;

/** The session is in its cookie: scripts of the page have no need to know its token. */
function withoutSecrets(response: Response): Response {
	const headers = new Headers({ 'cache-control': 'no-store' });
	for (const cookie of response.headers.getSetCookie()) headers.append('set-cookie', cookie);
	return Response.json({ ok: true }, { headers });
}
