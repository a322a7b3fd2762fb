import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { organisations } from '../people/people.tables.ts';
import { somebody } from '../people/somebody.ts';
import { putInForce } from './draft.server.ts';
import { charterVersions } from './charter.tables.ts';
import { signaturesOf } from './my-signatures.server.ts';
import { mySignature, organisationSignature, plantCharterInForce } from './planting.ts';
import { signatureCounts } from './register.server.ts';
import { signCharter } from './signing.server.ts';

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

	const { rows } = await db.execute<{ late: number }>(
		sql`select count(*)::integer as late from charter_signatures
			where signed_at > (select in_force_at from charter_versions where number = 2)`
	);
	expect(rows).toEqual([{ late: 0 }]);
	const signed = answers.filter(({ ok }) => ok).length;
	expect((await signatureCounts(db, 1)).persons).toBe(signed);
	const refused = await signCharter(db, await somebody(db), mySignature());
	expect(refused).toEqual({ ok: false, reason: 'outdated-version' });
	await close();
});
