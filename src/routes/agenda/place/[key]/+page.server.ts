import { error, redirect } from '@sveltejs/kit';
import { answerOffer, offerToRead } from '#modules/agenda/offers.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { secret } from '#wiring/sign-in.server.ts';

export async function load({ params, setHeaders }) {
	const offer = await offerToRead(db, secret, params.key);
	if (!offer) error(404, m.agenda_offer_unknown());
	setHeaders({ 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' });
	return { offer };
}

/** Only a form that somebody sends answers: what scans mail follows links, and sends no form. */
export const actions = {
	take: (event) => answered(event, 'take'),
	decline: (event) => answered(event, 'decline')
};

async function answered({ params: { key } }: { params: { key: string } }, answer: 'take' | 'decline') {
	// The page says how the offer stands, also when it is over or leads nowhere.
	await answerOffer(db, secret, key, answer);
	redirect(303, href(`/agenda/place/${key}`));
}
