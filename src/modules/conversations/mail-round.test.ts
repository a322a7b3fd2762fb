import { SMTPServer } from 'smtp-server';
import PostalMime from 'postal-mime';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { mailSender } from '#platform/mail/mail.server.ts';
import { mails } from '#platform/mail/mail.tables.ts';
import { aGroup, aMember } from '../communities/a-group.ts';
import { mailNotices } from '../notifications/mailing.server.ts';
import { aThread } from './a-thread.ts';
import { receiveMail } from './incoming.server.ts';
import { conversationFamilies, conversationNotices } from './notice-kinds.server.ts';
import { threadToRead } from './thread-reading.server.ts';

const secret = 'x'.repeat(32);
const replyPost = { domain: 'reponses.exemple.fr', secret };
const catalogue = { families: conversationFamilies, kinds: conversationNotices(replyPost) };

/** A mail server on this machine that keeps what it receives. */
async function mailServer() {
	const received: Buffer[] = [];
	const server = new SMTPServer({
		...{ authOptional: true, disabledCommands: ['STARTTLS'] },
		onData(stream, _, done) {
			const pieces: Buffer[] = [];
			stream.on('data', (piece: Buffer) => pieces.push(piece));
			stream.on('end', () => {
				received.push(Buffer.concat(pieces));
				done();
			});
		}
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.server.address() as { port: number };
	return {
		received,
		url: `smtp://127.0.0.1:${port}`,
		close: () => new Promise<void>((closed) => server.close(closed))
	};
}

test('somebody who is named receives a mail, answers it, and their answer stands in the thread', async ({
	db
}) => {
	const { slug, keeper } = await aGroup(db);
	const zoe = await aMember(db, slug, { name: 'Zoé Roux', email: 'zoe@exemple.fr' });
	const key = await aThread(db, keeper, slug, { text: 'Tu peux, @Zoé Roux ?' });
	const inAMoment = new Date(Date.now() + 10 * 60_000);
	await mailNotices(db, { catalogue, origin: 'https://exemple.fr', secret }, inAMoment);

	const server = await mailServer();
	const office = { smtpUrl: server.url, from: 'alliance@exemple.fr', isDemonstration: false };
	for (const { id } of await db.select().from(mails)) await mailSender(db, office)({ mailId: id });
	await server.close();
	const [mail] = await Promise.all(server.received.map((raw) => PostalMime.parse(raw)));
	expect(mail!.to![0]!.address).toBe('zoe@exemple.fr');
	expect(mail!.subject).toContain('vous nomme dans « Où se réunir ? »');

	const answered = [
		`From: ${mail!.to![0]!.address}`,
		`To: ${mail!.replyTo![0]!.address}`,
		...['Message-ID: <reponse@exemple.fr>', 'Content-Type: text/plain; charset=utf-8', ''],
		...['Avec joie.', '', 'Le jeu. 26 nov. 2026 à 10:00, Alliance <a@exemple.fr> a écrit :'],
		...(mail!.text ?? '').split('\n').map((line) => `> ${line}`)
	].join('\r\n');
	expect(await receiveMail(db, replyPost, Buffer.from(answered))).toBe('published');
	const read = await threadToRead(db, { reader: 'allies', person: keeper }, slug, key, 0);
	expect(read!.messages[1]).toMatchObject({ author: 'Zoé Roux', html: '<p>Avec joie.</p>\n' });
	expect(zoe.name).toBe(read!.messages[1]!.author);
});
