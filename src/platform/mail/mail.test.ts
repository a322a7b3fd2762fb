import { SMTPServer } from 'smtp-server';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { forgetOldMails, keptMails, mailSender, mailsTo, NoMailServer, queueMail } from './mail.server.ts';
import { mails } from './mail.tables.ts';

const letter = {
	subject: 'Bienvenue à l’été',
	paragraphs: ['Bonjour <b>Zoé</b> & Léo,', 'Votre signature est au registre.'],
	action: { label: 'Voir le registre', url: 'https://exemple.fr/charte/registre?q=a&version=1' },
	footer: 'Vous recevez ce message parce que vous avez signé.'
};
const from = 'alliance@exemple.fr';

test('a queued mail arrives through a real server, in plain text and in HTML, and leaves no copy', async ({
	db
}) => {
	const post = await receivePost();
	await queueMail(db, 'zoe@exemple.fr', letter);
	const [mail] = await db.select().from(mails);
	const send = mailSender(db, { smtpUrl: post.url, from, isDemonstration: true });

	await send({ mailId: mail!.id });
	expect(post.received).toHaveLength(1);
	expect(post.received[0]).toContain('To: zoe@exemple.fr');
	expect(post.received[0]).toContain('text/plain');
	expect(post.received[0]).toContain('&lt;b&gt;Zo');
	expect(await db.select().from(mails)).toEqual([]);
	await post.close();
});

test('a letter brings its calendar file, to be read in the mail or opened', async ({ db }) => {
	const post = await receivePost();
	const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-NOTE:Été\r\nEND:VCALENDAR\r\n';
	await queueMail(db, 'zoe@exemple.fr', { ...letter, calendar });
	await queueMail(db, 'leo@exemple.fr', letter);
	const queued = await db.select().from(mails).orderBy(mails.id);
	const send = mailSender(db, { smtpUrl: post.url, from, isDemonstration: true });
	for (const { id } of queued) await send({ mailId: id });

	const [withFile, without] = post.received;
	expect(withFile).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=PUBLISH/);
	expect(withFile).toMatch(/Content-Disposition: attachment; filename=rencontre\.ics/);
	const [, encoded] = /filename=rencontre\.ics[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(withFile!)!;
	expect(Buffer.from(encoded!, 'base64').toString()).toBe(calendar);
	expect(without).not.toContain('calendar');
	await post.close();
});

test('a letter carries headers, an address for answers, and things to read one after the other', async ({
	db
}) => {
	const post = await receivePost();
	const way = `<https://exemple.fr/desabonnement/${'a1-_'.repeat(40)}~rencontres~conversations>`;
	await queueMail(db, 'zoe@exemple.fr', {
		...letter,
		entries: [{ label: 'Léo vous a répondu', text: 'Oui & merci', url: 'https://exemple.fr/fils/1' }],
		footerLinks: [{ label: 'Ne plus recevoir', url: 'https://exemple.fr/moi' }],
		headers: { 'List-Unsubscribe': way, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
		replyTo: 'fil+1@exemple.fr'
	});
	const [mail] = await db.select().from(mails);
	await mailSender(db, { smtpUrl: post.url, from, isDemonstration: true })({ mailId: mail!.id });
	expect(post.received[0]).toMatch(new RegExp(`^List-Unsubscribe: ${way}\\r$`, 'm'));
	expect(post.received[0]).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
	expect(post.received[0]).toContain('\r\nReply-To: fil+1@exemple.fr\r\n');
	expect(mail!.text).toMatch(
		/• Léo vous a répondu\nOui & merci\nhttps:\/\/exemple.fr\/fils\/1\n[^]*Ne plus recevoir :\n/
	);
	expect(mail!.html).toContain('Oui &amp; merci');
	await post.close();
});

test('no header slips in by the value of another one', async ({ db }) => {
	const headers = { 'List-Unsubscribe': '<https://exemple.fr>\r\nBcc: tous@exemple.fr' };
	await expect(queueMail(db, 'zoe@exemple.fr', { ...letter, headers })).rejects.toThrow('is no header');
});

test('a mail that the server refuses stays in the queue', async ({ db }) => {
	const post = await receivePost({ isFull: true });
	await queueMail(db, 'zoe@exemple.fr', letter);
	const [mail] = await db.select().from(mails);
	const send = mailSender(db, { smtpUrl: post.url, from, isDemonstration: false });

	await expect(send({ mailId: mail!.id })).rejects.toThrow(/452/);
	expect(await db.select().from(mails)).toHaveLength(1);
	await post.close();
});

test('a demonstration without a mail server keeps mail to be read on a page', async ({ db }) => {
	await queueMail(db, 'zoe@exemple.fr', letter);
	const [mail] = await db.select().from(mails);
	await mailSender(db, { from, isDemonstration: true })({ mailId: mail!.id });
	expect(await keptMails(db)).toMatchObject([{ recipient: 'zoe@exemple.fr', subject: letter.subject }]);
});

test('a real alliance without a mail server lets mail wait, and says so', async ({ db }) => {
	await queueMail(db, 'zoe@exemple.fr', letter);
	const [mail] = await db.select().from(mails);
	const send = mailSender(db, { from, isDemonstration: false });
	await expect(send({ mailId: mail!.id })).rejects.toThrow(NoMailServer);
	expect(await mailsTo(db, 'zoe@exemple.fr')).toHaveLength(1);
});

test('a subject stays on one line, so that no header can be slipped in', async ({ db }) => {
	await queueMail(db, 'zoe@exemple.fr', { ...letter, subject: 'Bonjour\r\nBcc: tous@exemple.fr' });
	const [mail] = await db.select().from(mails);
	expect(mail!.subject).toBe('Bonjour Bcc: tous@exemple.fr');
});

test('mail is not kept beyond thirty days', async ({ db }) => {
	await queueMail(db, 'zoe@exemple.fr', letter);
	await forgetOldMails(db);
	expect(await mailsTo(db, 'zoe@exemple.fr')).toHaveLength(1);
	await forgetOldMails(db, new Date(Date.now() + 31 * 24 * 3600 * 1000));
	expect(await mailsTo(db, 'zoe@exemple.fr')).toEqual([]);
});

/** A real mail server on this machine, on a free port. */
async function receivePost({ isFull = false } = {}) {
	const received: string[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, _session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				received.push(Buffer.concat(chunks).toString());
				done(isFull ? Object.assign(new Error('mailbox full'), { responseCode: 452 }) : null);
			});
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as { port: number };
	const close = () => new Promise<void>((resolve) => server.close(resolve));
	return { url: `smtp://127.0.0.1:${port}`, received, close };
}
