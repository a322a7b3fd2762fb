import { error, redirect } from '@sveltejs/kit';
import { personToPlay } from '#modules/people/demonstration.server.ts';
import { localPath } from '#modules/people/return-path.ts';
import { openSession } from '#modules/people/sign-in.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { makeRoomForNewcomers, requireDemonstration } from '#wiring/personas.server.ts';
import { keepSession, signIn, signOut } from '#wiring/sign-in.server.ts';

/** Takes the place of a character of the demonstration. */
export async function POST(event) {
	await requireDemonstration();
	const key = (await event.request.formData()).get('personnage');
	const personId = typeof key === 'string' ? await personToPlay(db, key) : undefined;
	if (!personId) error(404, m.error_not_found());

	await signOut(event);
	const userAgent = event.request.headers.get('user-agent') ?? '';
	keepSession(event, await openSession(signIn(event), personId, userAgent));
	await makeRoomForNewcomers(personId);
	redirect(303, href(localPath(event.url.searchParams.get('retour'))));
}

/** There is nothing to read here, in any world. */
export function GET() {
	error(404, m.error_not_found());
}
