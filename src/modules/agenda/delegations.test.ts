import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import * as v from 'valibot';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { leaveGathering } from './leaving.server.ts';
import { answerOffer, offerKey, offerToRead } from './offers.server.ts';
import { registrationToRead } from './registration-reading.server.ts';
import { registrationInput } from './registration.input.ts';
import { registrationsToRead } from './registrations-list.server.ts';
import { anOpenGathering, lineIn, register, secret } from './registering-for-tests.ts';
import { registrations } from './registrations.tables.ts';

const inPerson = { kind: 'initiation-in-person', way: 'on-site', address: '1 place du Marché' };
const three = (name: string) => ({
	...{ guest1: `${name} 1`, guestFamily1: 'agents', guest2: `${name} 2`, guestFamily2: 'socio-economic' }
});
const fourth = (name: string) => ({ myself: '', guest1: `${name} 3`, guestFamily1: 'state' });
const whole = (name: string) => ({
	...{ family: 'elected', ...three(name) },
	...{ guest3: `${name} 3`, guestFamily3: 'state' }
});

describe('a delegation to an initiation in person', () => {
	test('waits until each of the four families is there, the page says who is missing, and it is seated whole', async ({
		db
	}) => {
		const { id, slug, host } = await anInitiation(db, '8');
		const ada = await somebody(db, { name: 'Ada' });
		await register(db, ada, slug, { family: 'elected', ...three('Ada') });
		expect(await lineIn(db, id)).toEqual(['Ada …', 'Ada 1 …', 'Ada 2 …']);
		expect((await registrationToRead(db, secret, ada, id)).missing).toEqual(['state']);
		const list = await registrationsToRead(db, host, slug, {});
		expect(list!.incomplete).toEqual([{ registeredBy: 'Ada', missing: ['state'] }]);
		await register(db, ada, slug, fourth('Ada'));
		expect(await lineIn(db, id)).toEqual(['Ada +', 'Ada 1 +', 'Ada 2 +', 'Ada 3 +']);
		expect((await registrationToRead(db, secret, ada, id)).missing).toEqual([]);
	});

	test('that is incomplete keeps no seat from those who are complete', async ({ db }) => {
		const { id, slug } = await anInitiation(db, '4');
		await register(db, await somebody(db, { name: 'Ada' }), slug, { family: 'elected' });
		await register(db, await somebody(db, { name: 'Bo' }), slug, whole('Bo'));
		expect(await lineIn(db, id)).toEqual(['Ada …', 'Bo +', 'Bo 1 +', 'Bo 2 +', 'Bo 3 +']);
	});

	test('that is complete waits for room for all of it, and is offered its seats together', async ({ db }) => {
		const { id, slug } = await anInitiation(db, '7');
		const [ada, bo] = [await somebody(db, { name: 'Ada' }), await somebody(db, { name: 'Bo' })];
		await register(db, ada, slug, whole('Ada'));
		await register(db, bo, slug, whole('Bo'));
		expect((await lineIn(db, id)).slice(4)).toEqual(['Bo …', 'Bo 1 …', 'Bo 2 …', 'Bo 3 …']);
		const [one] = (await registrationToRead(db, secret, ada, id)).mine;
		await leaveGathering(db, ada, slug, one!.id);
		expect((await lineIn(db, id)).slice(3)).toEqual(['Bo ?', 'Bo 1 ?', 'Bo 2 ?', 'Bo 3 ?']);
		const key = await keyOf(db, bo);
		expect((await offerToRead(db, secret, key))!.names).toEqual(['Bo', 'Bo 1', 'Bo 2', 'Bo 3']);
		expect(await answerOffer(db, secret, key, 'take')).toBe(true);
		expect((await lineIn(db, id)).slice(3)).toEqual(['Bo +', 'Bo 1 +', 'Bo 2 +', 'Bo 3 +']);
	});

	test('that loses a family while its seats are offered waits again, and the next is offered them', async ({
		db
	}) => {
		const { id, slug } = await anInitiation(db, '4');
		const people = [];
		for (const name of ['Ada', 'Bo', 'Cy']) {
			people.push(await somebody(db, { name }));
			await register(db, people.at(-1)!, slug, whole(name));
		}
		await leaveGathering(db, people[0]!, slug, 'all');
		const key = await keyOf(db, people[1]!);
		const [, one] = (await registrationToRead(db, secret, people[1]!, id)).mine;
		await leaveGathering(db, people[1]!, slug, one!.id);
		expect(await lineIn(db, id)).toEqual([
			...['Bo …', 'Bo 2 …', 'Bo 3 …', 'Cy ?', 'Cy 1 ?', 'Cy 2 ?', 'Cy 3 ?']
		]);
		expect(await answerOffer(db, secret, key, 'take')).toBe(false);
	});

	test('that could never fit makes nobody wait', async ({ db }) => {
		const { id, slug } = await anInitiation(db, '4');
		const large = { ...whole('Ada'), guest4: 'Ada 4', guestFamily4: 'state' };
		await register(db, await somebody(db, { name: 'Ada' }), slug, large);
		await register(db, await somebody(db, { name: 'Bo' }), slug, whole('Bo'));
		expect((await lineIn(db, id)).slice(5)).toEqual(['Bo +', 'Bo 1 +', 'Bo 2 +', 'Bo 3 +']);
	});
});

test('each person of a delegation says to which family they belong', async ({ db }) => {
	const { slug } = await anInitiation(db, '8');
	const refused = { ok: false, reason: 'family' };
	expect(await register(db, await somebody(db), slug)).toEqual(refused);
	const guest = { family: 'elected', guest1: 'Bo' };
	expect(await register(db, await somebody(db), slug, guest)).toEqual(refused);
	const read = v.safeParse(registrationInput(true), { myself: 'yes', guest2: 'Bo', guestFamily3: 'state' });
	expect(read.issues?.map((issue) => v.getDotPath(issue))).toEqual(['family', 'guestFamily2']);
});

async function anInitiation(db: Database, capacity: string) {
	const host = await somebody(db, { isFacilitator: true });
	return { host, ...(await anOpenGathering(db, host, { ...inPerson, capacity })) };
}

async function keyOf(db: Database, person: Person): Promise<string> {
	const [row] = await db
		.select()
		.from(registrations)
		.where(eq(registrations.personId, person.id))
		.orderBy(registrations.arrival);
	return offerKey(secret, row!.id);
}
