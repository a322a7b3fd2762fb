import fc from 'fast-check';
import { expect, test as pure } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { add, anEdition, draft, slug } from './an-assembly.ts';
import { placeSession } from './placing.server.ts';
import { placed } from './placing.ts';
import { endOf, type ProgrammeSession } from './programme.ts';

const first = '2026-12-10';
const second = '2026-12-11';

async function aProgramme(db: Parameters<typeof add>[0]) {
	const host = await anEdition(db);
	const opening = await add(db, host, { title: 'Ouverture', starts: '09:00', minutes: '60' });
	const slot = await add(db, host, {
		title: 'Ateliers',
		format: 'workshops',
		starts: '10:00',
		minutes: '90'
	});
	const water = await add(db, host, { title: 'Eau', format: 'workshop', slot });
	const soil = await add(db, host, { title: 'Sols', format: 'workshop', slot });
	const close = await add(db, host, { title: 'Clôture', day: second, starts: '16:00', minutes: '30' });
	return { host, opening, slot, water, soil, close };
}

async function seen(db: Parameters<typeof add>[0]) {
	const { sessions } = await draft(db);
	return sessions.map(({ title, day, starts, slotId }) => [title, day.slice(-2), starts, slotId !== null]);
}

test('a slot goes to another day with its workshops and begins when what is before it ends', async ({
	db
}) => {
	const { host, slot, close } = await aProgramme(db);
	expect(await placeSession(db, host, slug, { session: slot, day: second, after: close })).toEqual({
		ok: true
	});
	expect(await seen(db)).toEqual([
		['Ouverture', '10', '09:00', false],
		['Clôture', '11', '16:00', false],
		['Ateliers', '11', '16:30', false],
		['Eau', '11', null, true],
		['Sols', '11', null, true]
	]);
});

test('a workshop that is put after another is in its slot; what is no workshop goes after those of the slot', async ({
	db
}) => {
	const { host, slot, water, soil, opening } = await aProgramme(db);
	await placeSession(db, host, slug, { session: water, day: first, after: opening });
	expect((await seen(db)).map(([title, , , isIn]) => [title, isIn])).toEqual([
		['Ouverture', false],
		['Eau', false],
		['Ateliers', false],
		['Sols', true],
		['Clôture', false]
	]);
	await placeSession(db, host, slug, { session: water, day: first, after: soil });
	await placeSession(db, host, slug, { session: opening, day: first, after: slot });
	expect(await seen(db)).toEqual([
		['Ateliers', '10', '10:00', false],
		['Sols', '10', null, true],
		['Eau', '10', null, true],
		['Ouverture', '10', '11:30', false],
		['Clôture', '11', '16:00', false]
	]);
});

test('what is put nowhere, on another day or by somebody else is refused, and changes nothing', async ({
	db
}) => {
	const { host, opening, close, slot, water } = await aProgramme(db);
	const before = await seen(db);
	const put = (session: string, day: string, after: string | null, person = host) =>
		placeSession(db, person, slug, { session, day, after });
	expect(await put(opening, '2026-12-12', null)).toEqual({ ok: false, reason: 'outside' });
	expect(await put(opening, first, close)).toEqual({ ok: false, reason: 'not-found' });
	expect(await put(opening, first, opening)).toEqual({ ok: false, reason: 'not-found' });
	expect(await put(host.id, first, null)).toEqual({ ok: false, reason: 'not-found' });
	expect(await put(opening, second, null, await somebody(db))).toEqual({ ok: false, reason: 'forbidden' });
	expect(await put(slot, first, water)).toEqual({ ok: true });
	expect(await seen(db)).toEqual(before);
});

const session = fc.record({
	format: fc.constantFrom('debate', 'workshop', 'workshops'),
	day: fc.constantFrom(first, second),
	starts: fc.constantFrom(null, '09:00', '10:30', '14:00'),
	minutes: fc.constantFrom(null, 30, 90)
});

pure(
	'whatever is put wherever: each is there once, nobody else’s hour changes, and hours stay in order around it',
	() => {
		fc.assert(
			fc.property(
				fc.array(session, { minLength: 2, maxLength: 9 }),
				fc.nat(),
				fc.nat(),
				(some, which, where) => {
					const all = some
						.map((one, i) => ({ ...one, id: String(i), slotId: null }) as unknown as ProgrammeSession)
						.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
					const one = all[which % all.length]!;
					const after = all[where % all.length]!;
					if (after === one) return;
					const now = placed(all, one, after.day, after);
					expect(now.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
					for (const other of now) if (other.id !== one.id) expect(all).toContainEqual(other);
					const at = now.findIndex(({ id }) => id === one.id);
					const { starts, slotId } = now[at]!;
					expect(now.slice(0, at)).toContainEqual(after);
					if (starts && slotId === null && after.starts)
						expect(starts >= (endOf(after) ?? after.starts)).toBe(true);
				}
			)
		);
	}
);
