import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { gatherings } from './agenda.tables.ts';
import { leaveGathering } from './leaving.server.ts';
import { answerOffer, offerKey, offerToRead } from './offers.server.ts';
import { cancelGathering } from './planning.server.ts';
import { anOpenGathering, hour, lineIn, register, secret } from './registering-for-tests.ts';
import { registrations } from './registrations.tables.ts';
import { offerLasts, passOnSeats } from './seats.server.ts';

const later = (milliseconds: number) => new Date(Date.now() + milliseconds);

describe('a seat that becomes free', () => {
	test('is offered to who waits first, and is theirs once they take it', async ({ db }) => {
		const { id, people, keys } = await aFullGathering(db, 1, ['Ada', 'Bo', 'Cy']);
		await leaveGathering(db, people[0]!, await slugOf(db, id), 'all');
		expect(await lineIn(db, id)).toEqual(['Bo ?', 'Cy …']);
		expect(await offerToRead(db, secret, keys[1]!)).toMatchObject({ standing: 'open', names: ['Bo'] });
		expect(await lineIn(db, id)).toEqual(['Bo ?', 'Cy …']);
		expect(await answerOffer(db, secret, keys[2]!, 'take')).toBe(false);
		expect(await answerOffer(db, secret, keys[1]!, 'take')).toBe(true);
		expect(await answerOffer(db, secret, keys[1]!, 'take')).toBe(false);
		expect(await offerToRead(db, secret, keys[1]!)).toMatchObject({ standing: 'seated', names: [] });
		expect(await lineIn(db, id)).toEqual(['Bo +', 'Cy …']);
	});

	test('goes to the next when it is left, and when nobody answers in time, in order', async ({ db }) => {
		const { id, people, keys } = await aFullGathering(db, 1, ['Ada', 'Bo', 'Cy', 'Di', 'El']);
		await leaveGathering(db, people[0]!, await slugOf(db, id), 'all');
		expect(await answerOffer(db, secret, keys[1]!, 'decline')).toBe(true);
		expect(await lineIn(db, id)).toEqual(['Cy ?', 'Di …', 'El …']);
		await passOnSeats(db, later(offerLasts - hour));
		expect(await lineIn(db, id)).toEqual(['Cy ?', 'Di …', 'El …']);
		await passOnSeats(db, later(offerLasts + hour));
		expect(await lineIn(db, id)).toEqual(['Di ?', 'El …']);
		expect(await answerOffer(db, secret, keys[2]!, 'take', later(offerLasts + hour))).toBe(false);
		expect(await offerToRead(db, secret, keys[2]!)).toMatchObject({ standing: 'over', names: [] });
		await passOnSeats(db, later(2 * offerLasts + 2 * hour));
		expect(await lineIn(db, id)).toEqual(['El ?']);
	});

	test('goes to the next as soon as somebody acts after the deadline, and not to a newcomer', async ({
		db
	}) => {
		const { id, people, keys } = await aFullGathering(db, 1, ['Ada', 'Bo', 'Cy']);
		const slug = await slugOf(db, id);
		await leaveGathering(db, people[0]!, slug, 'all');
		const fa = await somebody(db, { name: 'Fa' });
		expect(await register(db, fa, slug, {}, later(offerLasts + hour))).toEqual({ ok: true });
		expect(await lineIn(db, id)).toEqual(['Cy ?', 'Fa …']);
		expect(await answerOffer(db, secret, keys[1]!, 'take', later(offerLasts + hour))).toBe(false);
	});

	test('is held until the beginning at most, and offered no more once it has begun or is cancelled', async ({
		db
	}) => {
		const { id, people, keys } = await aFullGathering(db, 1, ['Ada', 'Bo', 'Cy']);
		const slug = await slugOf(db, id);
		await db
			.update(gatherings)
			.set({ startsAt: later(3 * hour) })
			.where(eq(gatherings.id, id));
		await leaveGathering(db, people[0]!, slug, 'all');
		const offer = await offerToRead(db, secret, keys[1]!);
		expect(Math.abs(offer!.offerUntil!.getTime() - later(3 * hour).getTime())).toBeLessThan(60_000);
		expect(await answerOffer(db, secret, keys[1]!, 'take', later(4 * hour))).toBe(false);
		await passOnSeats(db, later(4 * hour));
		expect(await lineIn(db, id)).toEqual(['Cy …']);
	});

	test('of a cancelled gathering is taken by nobody', async ({ db }) => {
		const { id, people, keys, host } = await aFullGathering(db, 1, ['Ada', 'Bo']);
		const slug = await slugOf(db, id);
		await leaveGathering(db, people[0]!, slug, 'all');
		await cancelGathering(db, host, slug, { reason: 'Neige' });
		expect(await answerOffer(db, secret, keys[1]!, 'take')).toBe(false);
		expect(await offerToRead(db, secret, keys[1]!)).toMatchObject({ standing: 'over', names: [] });
		await passOnSeats(db, later(offerLasts + hour));
		expect(await lineIn(db, id)).toEqual(['Bo ?']);
	});
});

test('one who registered several takes at once the seats offered at once, for them alone', async ({ db }) => {
	const { id, people } = await aFullGathering(db, 3, ['Ada', 'Bo']);
	const slug = await slugOf(db, id);
	const gé = await somebody(db, { name: 'Gé' });
	await register(db, people[0]!, slug, { myself: '', guest1: 'Cy' });
	await register(db, gé, slug, { guest1: 'Hi' });
	expect(await lineIn(db, id)).toEqual(['Ada +', 'Bo +', 'Cy +', 'Gé …', 'Hi …']);
	await leaveGathering(db, people[0]!, slug, 'all');
	expect(await lineIn(db, id)).toEqual(['Bo +', 'Gé ?', 'Hi ?']);
	const [row] = await db.select().from(registrations).where(eq(registrations.personId, gé.id));
	expect(await answerOffer(db, secret, offerKey(secret, row!.id), 'take')).toBe(true);
	expect(await lineIn(db, id)).toEqual(['Bo +', 'Gé +', 'Hi +']);
});

test('a link that is not whole, that nobody sealed or that another alliance sealed leads nowhere', async ({
	db
}) => {
	const { people, keys, id } = await aFullGathering(db, 1, ['Ada', 'Bo']);
	await leaveGathering(db, people[0]!, await slugOf(db, id), 'all');
	const [row] = await db.select().from(registrations).where(eq(registrations.personId, people[1]!.id));
	const key = keys[1]!;
	const forged = [key.slice(0, -1), `${key}A`, `${key}=`, 'x', '', row!.id, offerKey('another', row!.id)];
	forged.push(`${key.slice(0, -2)}AA`, key.slice(0, 22) + keys[0]!.slice(22), 'A'.repeat(64));
	for (const wrong of forged) {
		expect(await offerToRead(db, secret, wrong), wrong).toBeUndefined();
		expect(await answerOffer(db, secret, wrong, 'take'), wrong).toBe(false);
	}
	expect(await answerOffer(db, secret, key, 'take')).toBe(true);
});

/** A gathering with so many seats, for which these people registered in this order; each with the key of their offer. */
async function aFullGathering(db: Database, capacity: number, names: string[]) {
	const host = await somebody(db, { isFacilitator: true });
	const { id, slug } = await anOpenGathering(db, host, { capacity: String(capacity) });
	const people: Person[] = [];
	const keys: string[] = [];
	for (const name of names) {
		const person = await somebody(db, { name });
		await register(db, person, slug);
		const [row] = await db.select().from(registrations).where(eq(registrations.personId, person.id));
		people.push(person);
		keys.push(offerKey(secret, row!.id));
	}
	return { id, host, people, keys };
}

async function slugOf(db: Database, id: string): Promise<string> {
	const [found] = await db.select().from(gatherings).where(eq(gatherings.id, id));
	return found!.slug;
}
