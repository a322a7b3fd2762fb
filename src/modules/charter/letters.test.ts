import { asc, eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { deliverEvent, type EventHandlers } from '#platform/events/events.server.ts';
import { events } from '#platform/events/events.tables.ts';
import { mails } from '#platform/mail/mail.tables.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { charterVersions } from './charter.tables.ts';
import { putInForce } from './draft.server.ts';
import { askToSignAgain, beginRenewal, tellWithdrawal, thankSignatory } from './letters.server.ts';
import { signaturesOf } from './my-signatures.server.ts';
import { mySignature, organisationSignature, plantCharterInForce } from './planting.ts';
import { signCharter } from './signing.server.ts';
import { removeSignature, withdrawSignature } from './withdrawing.server.ts';

const origin = 'https://alliance.exemple';
const handlers: EventHandlers = {
	'charter.signed': { 'thank-signatory': thankSignatory(origin) },
	'charter.signature-withdrawn': { 'tell-withdrawal': tellWithdrawal(origin) },
	'charter.put-in-force': { 'begin-renewal': beginRenewal },
	'charter.renewal-asked': { 'ask-to-sign-again': askToSignAgain(origin) }
};

/** Delivers whatever happened, and whatever happens because of it, as the queue of jobs does. */
async function deliverAll(db: Database, those: EventHandlers = handlers): Promise<void> {
	let done = 0;
	for (;;) {
		const waiting = await db.select({ id: events.id }).from(events).orderBy(asc(events.id)).offset(done);
		if (waiting.length === 0) return;
		for (const { id } of waiting) await deliverEvent(db, those, id);
		done += waiting.length;
	}
}

async function letters(db: Database) {
	return db.select({ to: mails.recipient, subject: mails.subject, text: mails.text }).from(mails);
}

test('a signatory is thanked once, in their language, and told what comes next', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db, { name: 'Ada Martin', locale: 'en' });
	await signCharter(db, ada, mySignature());
	await deliverAll(db);
	await deliverAll(db);
	const [letter, ...others] = await letters(db);
	expect(others).toEqual([]);
	expect(letter).toMatchObject({ to: ada.email });
	expect(letter!.text).toContain('Hello Ada Martin');
	expect(letter!.text).toContain('open hour');
	expect(letter!.text).toContain(`${origin}/en/charte/ma-signature`);
});

test('who withdraws before being thanked receives nothing', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	await signCharter(db, ada, mySignature());
	const [signature] = await signaturesOf(db, ada);
	await withdrawSignature(db, ada, signature!.id);
	await deliverAll(db);
	expect(await letters(db)).toEqual([]);
});

test('a signatory is told why an administrator withdrew what they signed', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	await signCharter(db, ada, organisationSignature('Les <b>Amis</b>'));
	await deliverAll(db);
	const [signature] = await signaturesOf(db, ada);
	const administrator = await somebody(db, { isAdministrator: true });
	await removeSignature(db, administrator, signature!.id, { reason: 'Le bureau n’a pas voté.' });
	await deliverAll(db);
	const told = (await letters(db)).find(({ subject }) => subject.includes('retirée'));
	expect(told).toMatchObject({ to: ada.email });
	expect(told!.text).toContain('Le bureau n’a pas voté.');
	expect(told!.text).toContain('Les <b>Amis</b>');
});

async function manySignatoriesAwaitAVersion(db: Database, people: number) {
	await plantCharterInForce(db);
	const administrator = await somebody(db, { isAdministrator: true });
	await db.execute(sql`
		insert into persons (id, name, email, locale)
		select gen_random_uuid(), 'Signataire ' || n, 'signataire' || n || '@exemple.org',
			case when n % 2 = 0 then 'en' else 'fr' end
		from generate_series(1, ${people}::integer) as n`);
	await db.execute(sql`
		insert into charter_signatures (id, version, person_id, name, is_name_public)
		select gen_random_uuid(), 1, id, name, false from persons where name like 'Signataire %'`);
	const validated = { closedAt: new Date(), validatedOn: '2024-06-14', validatedByMeeting: 'AG' };
	await db.insert(charterVersions).values({ number: 2, ...validated });
	return administrator;
}

test('each of many signatories is asked once to sign again, even after a crash', async () => {
	const { db, close } = await cloneDatabase();
	const administrator = await manySignatoriesAwaitAVersion(db, 1203);
	await putInForce(db, administrator, { version: 2, renewUntil: '2999-12-31' });
	let batches = 0;
	const ask = askToSignAgain(origin);
	const crashing: EventHandlers = {
		...handlers,
		'charter.renewal-asked': {
			'ask-to-sign-again': async (tx, event) => {
				await ask(tx, event);
				batches += 1;
				if (batches === 2) throw new Error('the machine stopped');
			}
		}
	};
	await expect(deliverAll(db, crashing)).rejects.toThrow('the machine stopped');
	expect(await letters(db)).toHaveLength(500);
	await deliverAll(db, crashing);
	await deliverAll(db, crashing);
	const sent = await letters(db);
	expect(sent).toHaveLength(1203);
	expect(new Set(sent.map(({ to }) => to)).size).toBe(1203);
	const english = sent.find(({ to }) => to === 'signataire2@exemple.org');
	expect(english!.text).toContain('before the end of December 31, 2999');
	await close();
});

test('one letter names all that a person signed, and who signed again already gets none', async ({ db }) => {
	await plantCharterInForce(db);
	const [ada, zoe] = [await somebody(db, { name: 'Ada Martin' }), await somebody(db)];
	for (const input of [mySignature(), organisationSignature('Les Amis')]) await signCharter(db, ada, input);
	await signCharter(db, zoe, mySignature());
	await deliverAll(db);
	await db.delete(mails);
	await plantCharterInForce(db, 2);
	await signCharter(db, zoe, mySignature({ version: 2 }));
	await db.delete(events).where(eq(events.name, 'charter.signed'));
	await db
		.insert(events)
		.values({ name: 'charter.put-in-force', actorId: null, details: { version: 2, former: 1 } });
	await deliverAll(db);
	const [letter, ...others] = await letters(db);
	expect(others).toEqual([]);
	expect(letter).toMatchObject({ to: ada.email });
	expect(letter!.text).toContain('Ada Martin, Les Amis');
});

test('what is kept of asking everyone again names none of them', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	for (const input of [mySignature(), organisationSignature('Les Amis')]) await signCharter(db, ada, input);
	await plantCharterInForce(db, 2);
	await signCharter(db, ada, mySignature({ version: 2 }));
	const details = { version: 2, former: 1 };
	await db.insert(events).values({ name: 'charter.put-in-force', actorId: null, details });
	await deliverAll(db);
	const asked = await db.select().from(events).where(eq(events.name, 'charter.renewal-asked'));
	expect(asked).toHaveLength(2);
	expect(JSON.stringify(asked)).not.toContain(ada.id);
	const [letter] = (await letters(db)).filter(({ subject }) => subject.includes('révisée'));
	expect(letter!.text).toContain('Les Amis');
	expect(letter!.text).not.toContain('Ada Martin, Les Amis');
});
