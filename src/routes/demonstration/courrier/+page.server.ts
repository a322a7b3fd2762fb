import { isShownToVisitors } from '#modules/people/demonstration.server.ts';
import { keptMails } from '#platform/mail/mail.server.ts';
import { db } from '#wiring/database.server.ts';
import { requireDemonstration } from '#wiring/personas.server.ts';
import { settings } from '#wiring/settings.server.ts';

export async function load({ setHeaders, url }) {
	await requireDemonstration();
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
	const kept = await keptMails(db);
	const shown = kept.filter(({ recipient }) => isShownToVisitors(recipient, settings.administrator));
	return {
		mails: shown.map(({ id, recipient, subject, text, queuedAt }) => ({
			id,
			recipient,
			subject,
			queuedAt,
			pieces: piecesOf(text, url.origin)
		}))
	};
}

type Piece = { text: string; href?: string };

/** The text of a mail, its links apart. Those that lead elsewhere stay text. */
function piecesOf(text: string, origin: string): Piece[] {
	return text
		.split(/(https?:\/\/\S+)/)
		.map((piece) =>
			piece.startsWith(`${origin}/`) ? { text: piece, href: piece.slice(origin.length) } : { text: piece }
		);
}
