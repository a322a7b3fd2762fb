import { timingSafeEqual } from 'node:crypto';
import { error } from '@sveltejs/kit';
import { receiveMail } from '#modules/conversations/incoming.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { replyPost } from '#wiring/reply-post.server.ts';
import { settings } from '#wiring/settings.server.ts';

/**
 * Takes a mail as the mail server received it (`message/rfc822`), with the secret of the settings. What becomes of it is told in
 * a word and never by an error: a mail server would send it again.
 */
export async function POST({ request }) {
	if (!replyPost || !settings.inboundMail) error(404, m.error_not_found());
	if (!isKnown(request.headers.get('authorization'), settings.inboundMail.secret))
		error(401, m.error_not_found());
	const raw = new Uint8Array(await request.arrayBuffer());
	return Response.json({ outcome: await receiveMail(db, replyPost, raw) });
}

function isKnown(authorization: string | null, secret: string): boolean {
	const [given, expected] = [Buffer.from(authorization ?? ''), Buffer.from(`Bearer ${secret}`)];
	return given.length === expected.length && timingSafeEqual(given, expected);
}
