import { expect } from 'vitest';
import { sql } from 'drizzle-orm';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { aGroup, aMember } from '../communities/a-group.ts';
import { leaveGroup } from '../communities/members.server.ts';
import type { Person } from '../people/people.server.ts';
import { aThread } from './a-thread.ts';
import { threads } from './conversations.tables.ts';
import { receiveMail } from './incoming.server.ts';
import { closeThread } from './moderation.server.ts';
import { answersLast, readReplyAddress, replyAddress } from './reply-address.ts';
import { threadToRead } from './thread-reading.server.ts';

const post = { domain: 'reponses.exemple.fr', secret: 'x'.repeat(32) };
const now = new Date('2026-11-20T10:00:00Z');
let mails = 0;

type Written = { from: string; to: string; text?: string; id?: string; headers?: string[]; body?: string };

function mail({ from, to, text = 'Oui, **volontiers**.', id, headers = [], body }: Written): Buffer {
	mails += 1;
	return Buffer.from(
		[
			`From: Quelqu’un <${from}>`,
			`To: Alliance <${to}>`,
			'Subject: Re: Un fil',
			`Message-ID: <${id ?? `mail-${mails}@exemple.fr`}>`,
			...headers,
			...(body ? [] : ['Content-Type: text/plain; charset=utf-8']),
			...(body ? [body] : ['', text])
		].join('\r\n')
	);
}

async function aTalk(db: Database) {
	const { slug, keeper } = await aGroup(db);
	const zoe = await aMember(db, slug, { email: 'zoe@exemple.fr' });
	const key = await aThread(db, keeper, slug);
	const [{ number }] = (await db.select({ number: threads.number }).from(threads)) as [{ number: number }];
	const shown = async (as: Person = keeper) =>
		(await threadToRead(db, { reader: 'allies', person: as }, slug, key, 0))!.messages.slice(1);
	return { slug, key, keeper, zoe, number, to: replyAddress(post, zoe.id, number, now), shown };
}

test('an address of answer names a person and a thread, fits a mail server that lowers it, and ends', () => {
	const id = '0190a5f0-1234-7abc-8def-0123456789ab';
	const address = replyAddress(post, id, 1_099_511_627_775, now);
	expect(address.split('@')[0]).toHaveLength(64);
	expect(address).toBe(address.toLowerCase());
	const read = readReplyAddress(post, address.toUpperCase(), now);
	expect(read).toEqual({ ok: true, personId: id, thread: 1_099_511_627_775 });
	const later = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);
	expect(readReplyAddress(post, address, later(answersLast))).toMatchObject({ ok: true });
	expect(readReplyAddress(post, address, later(answersLast + 1))).toEqual({ ok: false, reason: 'expired' });
	expect(readReplyAddress({ ...post, secret: 'y'.repeat(32) }, address, now)).toEqual({
		ok: false,
		reason: 'forged'
	});
	for (let place = 8; place < 64; place += 1) {
		const digit = address[place] === '0' ? '1' : '0';
		const changed = address.slice(0, place) + digit + address.slice(place + 1);
		expect(readReplyAddress(post, changed, now)).toEqual({ ok: false, reason: 'forged' });
	}
	expect(readReplyAddress(post, 'contact@reponses.exemple.fr', now)).toBeUndefined();
	expect(readReplyAddress(post, address.replace('exemple', 'ailleurs'), now)).toBeUndefined();
});

test('an answer by mail stands in the thread, without what it quotes, the signature or the attachments', async ({
	db
}) => {
	const { to, shown } = await aTalk(db);
	const body = [
		'Content-Type: multipart/mixed; boundary=b',
		...['', '--b', 'Content-Type: text/plain; charset=utf-8', ''],
		...[
			'Oui, **volontiers**.',
			'',
			'À jeudi',
			'',
			'Le jeu. 19 nov. 2026 à 10:00, Alliance <a@exemple.fr> a écrit :'
		],
		...['> Une idée de lieu ?', '', '-- ', 'Zoé', '--b', 'Content-Type: application/pdf; name=plan.pdf'],
		...['Content-Disposition: attachment; filename=plan.pdf', '', 'PDF', '--b--']
	].join('\r\n');
	expect(await receiveMail(db, post, mail({ from: 'Zoe@exemple.fr', to, body }), now)).toBe('published');
	const [said] = await shown();
	expect(said).toMatchObject({ author: 'Ada Martin', leftOut: 1 });
	expect(said!.html).toBe('<p>Oui, <strong>volontiers</strong>.</p>\n<p>À jeudi</p>\n');
});

test('a mail that is only HTML is read as text, and what it may run or quote is not', async ({ db }) => {
	const { to, shown } = await aTalk(db);
	const html = '<p>Oui &amp; merci</p><script>alert(1)</script><blockquote>Une idée</blockquote>';
	const body = `Content-Type: text/html; charset=utf-8\r\n\r\n${html}`;
	expect(await receiveMail(db, post, mail({ from: 'zoe@exemple.fr', to, body }), now)).toBe('published');
	expect((await shown())[0]!.html).toBe('<p>Oui &amp; merci</p>\n');
});

test('what is forged, expired, sent by somebody else, automatic, empty or no mail is refused, and noted without a word of it', async ({
	db
}) => {
	const { to, number, keeper, shown } = await aTalk(db);
	const zoe = 'zoe@exemple.fr';
	const old = new Date('2026-01-01');
	const { id } = keeper;
	const forged = to.replace(/\+./, (sign) => (sign === '+0' ? '+1' : '+0'));
	const received = [
		await receiveMail(db, post, mail({ from: zoe, to: forged }), now),
		await receiveMail(db, post, mail({ from: zoe, to: 'quelquun@exemple.fr' }), now),
		await receiveMail(db, post, mail({ from: zoe, to: replyAddress(post, id, number, old) }), now),
		await receiveMail(db, post, mail({ from: 'eve@exemple.fr', to }), now),
		await receiveMail(db, post, mail({ from: zoe, to: replyAddress(post, id, number, now) }), now),
		await receiveMail(db, post, mail({ from: zoe, to, headers: ['Auto-Submitted: auto-replied'] }), now),
		await receiveMail(db, post, mail({ from: zoe, to, text: '> cité' }), now),
		await receiveMail(db, post, mail({ from: zoe, to, text: 'a'.repeat(20_001) }), now),
		await receiveMail(db, post, Buffer.from('rien'), now)
	];
	expect(received).toEqual([
		...[
			'forged',
			'forged',
			'expired',
			'not-theirs',
			'not-theirs',
			'automatic',
			'empty',
			'too-long',
			'unreadable'
		]
	]);
	expect(await shown()).toEqual([]);
	const { rows } = await db.execute(
		sql`select outcome, received_mails::text as noted from received_mails order by id`
	);
	expect(rows.map(({ outcome }) => outcome)).toEqual(received);
	expect(JSON.stringify(rows)).not.toMatch(/exemple|volontiers|zoe/);
});

test('who has left the group answers no more, nor does anybody in a closed thread', async ({ db }) => {
	const { to, slug, key, keeper, zoe, shown } = await aTalk(db);
	await closeThread(db, keeper, slug, key, 'Tout est dit');
	expect(await receiveMail(db, post, mail({ from: zoe.email, to }), now)).toBe('closed');
	await closeThread(db, keeper, slug, key, null);
	await leaveGroup(db, zoe, slug);
	expect(await receiveMail(db, post, mail({ from: zoe.email, to }), now)).toBe('left');
	expect(await shown()).toEqual([]);
});

test('the same mail handed over twice, even at once, is published once', async () => {
	const { db, close } = await cloneDatabase();
	const { to, shown } = await aTalk(db);
	const once = mail({ from: 'zoe@exemple.fr', to, id: 'une-fois@exemple.fr' });
	const received = await Promise.all([1, 2, 3].map(() => receiveMail(db, post, once, now)));
	expect(received.sort()).toEqual(['already', 'already', 'published']);
	expect(await receiveMail(db, post, once, now)).toBe('already');
	expect(await shown()).toHaveLength(1);
	await close();
});
