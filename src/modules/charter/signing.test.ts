import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { events } from '#platform/events/events.tables.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { organisationsOf } from '../people/affiliations.server.ts';
import { organisations } from '../people/people.tables.ts';
import { somebody } from '../people/somebody.ts';
import { putInForce } from './draft.server.ts';
import { charterVersions } from './charter.tables.ts';
import { changeSignature, signaturesOf } from './my-signatures.server.ts';
import { mySignature, organisationSignature, plantCharterInForce } from './planting.ts';
import { latestSignatures, signatureCounts } from './register.server.ts';
import { signCharter } from './signing.server.ts';
import { charterWithdrawals } from './signatures.tables.ts';
import { removeSignature, withdrawSignature } from './withdrawing.server.ts';

test('a person signs the charter in force', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db, { name: 'Ada Martin' });
	const signing = await signCharter(db, ada, mySignature({ isNamePublic: true, reservation: 'Sauf 1.2' }));
	expect(signing.ok).toBe(true);
	const [shown] = await latestSignatures(db, 1);
	expect(shown).toMatchObject({ name: 'Ada Martin', reservation: 'Sauf 1.2', isOrganisation: false });
	const [event] = await db.select().from(events).where(eq(events.name, 'charter.signed'));
	expect(event).toMatchObject({ actorId: ada.id });
});

test('a person who keeps their name to themselves counts and is not shown', async ({ db }) => {
	await plantCharterInForce(db);
	await signCharter(db, await somebody(db), mySignature());
	expect(await latestSignatures(db, 1)).toEqual([]);
	expect(await signatureCounts(db, 1)).toEqual({
		persons: 1,
		organisations: 0,
		privatePersons: 1,
		awaited: 1
	});
});

test('a person signs for an organisation that nobody has named yet, and belongs to it', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	expect(await signCharter(db, ada, organisationSignature('Les Amis du Pré'))).toMatchObject({ ok: true });
	expect(await latestSignatures(db, 1)).toMatchObject([
		{ name: 'Les Amis du Pré', kind: 'association', place: 'Valmont', mandatary: null, mandate: null }
	]);
	expect(await organisationsOf(db, ada)).toMatchObject([{ name: 'Les Amis du Pré', role: 'présidente' }]);
});

test('a person who signs for an organisation is named when they wish so', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db, { name: 'Ada Martin' });
	await signCharter(db, ada, organisationSignature('Les Amis du Pré', { isNamePublic: true }));
	expect(await latestSignatures(db, 1)).toMatchObject([{ mandatary: 'Ada Martin', mandate: 'présidente' }]);
});

test('a person finds the organisation that others founded under the same name', async ({ db }) => {
	await plantCharterInForce(db);
	const [ada, zoe] = [await somebody(db), await somebody(db)];
	await signCharter(db, ada, organisationSignature('Les Amis du Pré'));
	const again = await signCharter(db, zoe, organisationSignature('les amis du pre !'));
	expect(again).toMatchObject({ ok: false, reason: 'already-signed', isYours: false, signedBy: null });
	expect(await db.select().from(organisations)).toHaveLength(1);
	expect(await organisationsOf(db, zoe)).toEqual([]);
});

test('a person is asked whether an organisation of nearly the same name is theirs', async ({ db }) => {
	await plantCharterInForce(db);
	await signCharter(db, await somebody(db), organisationSignature('Les Amis du Pré'));
	const unsure = { ...organisationSignature('Amis du Pré'), isNew: false };
	const asked = await signCharter(db, await somebody(db), unsure);
	expect(asked).toMatchObject({ reason: 'organisation-unsure', near: [{ name: 'Les Amis du Pré' }] });
});

test('a person signs for an organisation that they choose by its id', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	const [org] = await db
		.insert(organisations)
		.values({ id: crypto.randomUUID(), name: 'Valmont', kind: 'local-authority' })
		.returning();
	const { version, reservation, isNamePublic, agrees, mandate, hasMandate } = organisationSignature('');
	const input = { inNameOf: org!.id, version, reservation, isNamePublic, agrees, mandate, hasMandate };
	expect(await signCharter(db, ada, input)).toMatchObject({ ok: true });
	const nowhere = { ...input, inNameOf: crypto.randomUUID() };
	expect(await signCharter(db, ada, nowhere)).toEqual({ ok: false, reason: 'organisation-unknown' });
});

test('a person who signs again later is told when they signed', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	const first = await signCharter(db, ada, mySignature());
	expect(await signCharter(db, ada, mySignature())).toEqual(first);
	await db.execute(`update charter_signatures set signed_at = now() - interval '2 days'`);
	expect(await signCharter(db, ada, mySignature())).toMatchObject({
		reason: 'already-signed',
		isYours: true
	});
});

test('a version that was replaced can no longer be signed, and nothing is founded', async ({ db }) => {
	await plantCharterInForce(db, 1);
	await plantCharterInForce(db, 2);
	const refused = await signCharter(db, await somebody(db), organisationSignature('Les Amis du Pré'));
	expect(refused).toEqual({ ok: false, reason: 'outdated-version' });
	expect(await db.select().from(organisations)).toEqual([]);
});

test('nobody signs where no charter is in force', async ({ db }) => {
	expect(await signCharter(db, await somebody(db), mySignature())).toEqual({
		ok: false,
		reason: 'no-charter'
	});
});

test('a person changes their reservation and shows their name', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	await signCharter(db, ada, mySignature());
	const [{ id: signatureId }] = (await signaturesOf(db, ada)) as [{ id: string }];
	const change = { signatureId, reservation: 'Sauf 1.1', isNamePublic: true };
	expect(await changeSignature(db, ada, change)).toEqual({ ok: true });
	expect(await latestSignatures(db, 1)).toMatchObject([{ reservation: 'Sauf 1.1' }]);
	expect((await signatureCounts(db, 1)).privatePersons).toBe(0);
});

test('a person withdraws their signature, which stays on record', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	await signCharter(db, ada, mySignature({ isNamePublic: true }));
	const [{ id }] = (await signaturesOf(db, ada)) as [{ id: string }];
	expect(await withdrawSignature(db, ada, id)).toEqual({ ok: true });
	expect(await latestSignatures(db, 1)).toEqual([]);
	expect(await signatureCounts(db, 1)).toEqual({
		persons: 0,
		organisations: 0,
		privatePersons: 0,
		awaited: 0
	});
	expect(await db.select().from(charterWithdrawals)).toMatchObject([{ id, personId: ada.id, reason: null }]);
	expect(await withdrawSignature(db, ada, id)).toEqual({ ok: false, reason: 'not-found' });
	expect(await signCharter(db, ada, mySignature())).toMatchObject({ ok: true });
});

test('a stranger neither changes nor withdraws somebody else’s signature', async ({ db }) => {
	await plantCharterInForce(db);
	const [ada, zoe] = [await somebody(db), await somebody(db, { isAdministrator: true })];
	await signCharter(db, ada, mySignature());
	const [{ id: signatureId }] = (await signaturesOf(db, ada)) as [{ id: string }];
	const change = { signatureId, reservation: null, isNamePublic: true };
	expect(await changeSignature(db, zoe, change)).toEqual({ ok: false, reason: 'not-found' });
	expect(await withdrawSignature(db, zoe, signatureId)).toEqual({ ok: false, reason: 'not-found' });
});

test('only an administrator withdraws somebody else’s signature', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	await signCharter(db, ada, mySignature());
	const [{ id }] = (await signaturesOf(db, ada)) as [{ id: string }];
	const stranger = await somebody(db);
	const reason = 'Ce nom n’est pas le sien.';
	expect(await removeSignature(db, stranger, id, { reason })).toEqual({ ok: false, reason: 'forbidden' });
	const administrator = await somebody(db, { isAdministrator: true });
	expect(await removeSignature(db, administrator, id, { reason })).toEqual({ ok: true });
	expect(await db.select().from(charterWithdrawals)).toMatchObject([
		{ reason, withdrawnBy: administrator.id }
	]);
});

test('someone who signs the next version is no longer awaited in the former one', async ({ db }) => {
	await plantCharterInForce(db, 1);
	const ada = await somebody(db);
	await signCharter(db, ada, mySignature());
	await plantCharterInForce(db, 2);
	expect((await signatureCounts(db, 1)).awaited).toBe(1);
	await signCharter(db, ada, mySignature({ version: 2 }));
	expect((await signatureCounts(db, 1)).awaited).toBe(0);
	expect(await signaturesOf(db, ada)).toMatchObject([
		{ version: 2, renewedAt: null },
		{ version: 1, renewedAt: expect.any(Date) }
	]);
});

test('a double click leaves one signature and the same friendly answer', async () => {
	const { db, close } = await cloneDatabase();
	await plantCharterInForce(db);
	const ada = await somebody(db);
	const answers = await Promise.all([1, 2, 3, 4].map(() => signCharter(db, ada, mySignature())));
	expect(answers.every(({ ok }) => ok)).toBe(true);
	expect(await signaturesOf(db, ada)).toHaveLength(1);
	expect((await signatureCounts(db, 1)).persons).toBe(1);
	await close();
});

test('two people who sign for the same new organisation at once leave one organisation and one signature', async () => {
	const { db, close } = await cloneDatabase();
	await plantCharterInForce(db);
	const people = await Promise.all([1, 2, 3, 4].map(() => somebody(db)));
	const input = organisationSignature('Les Amis du Pré');
	const answers = await Promise.all(people.map((person) => signCharter(db, person, input)));
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await db.select().from(organisations)).toHaveLength(1);
	expect((await signatureCounts(db, 1)).organisations).toBe(1);
	await close();
});

test('nobody signs a version in the very moment in which it is replaced', async () => {
	const { db, close } = await cloneDatabase();
	await plantCharterInForce(db, 1);
	const administrator = await somebody(db, { isAdministrator: true });
	const validated = { closedAt: new Date(), validatedOn: '2024-06-14', validatedByMeeting: 'AG' };
	await db.insert(charterVersions).values({ number: 2, ...validated });
	const people = await Promise.all(Array.from({ length: 8 }, () => somebody(db)));
	const signing = people.map((person) => signCharter(db, person, mySignature()));
	const putting = putInForce(db, administrator, { version: 2, renewUntil: '2999-12-31' });
	const answers = await Promise.all(signing);
	expect(await putting).toEqual({ ok: true });

	const [{ late }] = (
		(await db.execute(
			'select count(*)::integer as late from charter_signatures where signed_at > (select in_force_at from charter_versions where number = 2)'
		)) as unknown as { rows: [{ late: number }] }
	).rows;
	expect(late).toBe(0);
	const signed = answers.filter(({ ok }) => ok).length;
	expect((await signatureCounts(db, 1)).persons).toBe(signed);
	const refused = await signCharter(db, await somebody(db), mySignature());
	expect(refused).toEqual({ ok: false, reason: 'outdated-version' });
	await close();
});
