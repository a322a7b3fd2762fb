import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { personToPlay } from '#modules/people/demonstration.server.ts';
import { localPath } from '#modules/people/return-path.ts';
import { openSession } from '#modules/people/sign-in.server.ts';
import { readForm } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { makeRoomForNewcomers, requireDemonstration } from '#wiring/personas.server.ts';
import { keepSession, signIn, signOut } from '#wiring/sign-in.server.ts';

const PlayInput = v.object({ personnage: v.string() });

/** Takes the place of a character of the demonstration. */
export async function POST(event) {
	await requireDemonstration();
	const form = await readForm(event.request, PlayInput);
	if (!form.ok) error(400, m.form_unreadable());
	const personId = await personToPlay(db, form.value.personnage);
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
