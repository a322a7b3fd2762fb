import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import type { Reader } from '../allies/audiences.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGathering, aSeat, fromNow } from './a-gathering.ts';
import { filtersIn } from './agenda-filters.ts';
import { agendaToRead } from './agenda-reading.server.ts';
import { gatheringCancellations } from './agenda.tables.ts';
import { register } from './registering-for-tests.ts';

const day = 24 * 60;
type As = Parameters<typeof aGathering>[1];

/** A gathering in ten days for which one registers until it begins. */
function coming(db: Database, title: string, as: As = {}) {
	const startsAt = fromNow(10 * day);
	const when = { startsAt, endsAt: fromNow(10 * day + 60), registrationUntil: startsAt };
	return aGathering(db, { title, kind: 'other', ...when, ...as });
}

async function openFor(db: Database, person: Person | null, reader: Reader = 'public', asked = '') {
	const filters = filtersIn(new URLSearchParams(`ouvertes=1&${asked}`));
	const { lines, open } = await agendaToRead(db, reader, filters, {}, { person });
	expect(open).toBe(lines.length);
	return lines.map(({ title }) => title).sort();
}

test('what is open is what one may register for now: not what one just comes to, is closed, has begun or is cancelled', async ({
	db
}) => {
	await coming(db, 'Ouverte');
	await coming(db, 'On vient', { registrationUntil: null });
	await coming(db, 'Close', { registrationUntil: fromNow(-5) });
	await coming(db, 'Commencée', { startsAt: fromNow(-30), registrationUntil: fromNow(day) });
	const cancelled = await coming(db, 'Annulée');
	await db.insert(gatheringCancellations).values({ gatheringId: cancelled.id, reason: 'Plus de salle.' });
	expect(await openFor(db, null)).toEqual(['Ouverte']);
	expect(await openFor(db, await somebody(db))).toEqual(['Ouverte']);
});

test('what is for allies is open to allies alone', async ({ db }) => {
	await coming(db, 'Pour tous');
	await coming(db, 'Entre nous', { audience: 'allies' });
	expect(await openFor(db, null)).toEqual(['Pour tous']);
	expect(await openFor(db, await somebody(db), 'allies')).toEqual(['Entre nous', 'Pour tous']);
});

test('a full gathering is open, for one waits for a seat; one’s own are not, until one leaves', async ({
	db
}) => {
	const [ada, bo] = [await somebody(db), await somebody(db)];
	const full = await coming(db, 'Complète', { capacity: 1 });
	await aSeat(db, full.id, ada);
	expect(await openFor(db, bo)).toEqual(['Complète']);
	expect(await register(db, bo, full.slug)).toEqual({ ok: true });
	expect([await openFor(db, ada), await openFor(db, bo)]).toEqual([[], []]);
	const left = await coming(db, 'Quittée');
	await aSeat(db, left.id, ada, { leftAt: new Date() });
	await aSeat(db, (await coming(db, 'Pour Lou')).id, ada, { guestName: 'Lou' });
	expect(await openFor(db, ada)).toEqual(['Pour Lou', 'Quittée']);
});

test('an initiation in person is open when a delegation of the four families has room', async ({ db }) => {
	const inPerson = { kind: 'initiation-in-person', way: 'on-site' } as const;
	await coming(db, 'Trop petite', { ...inPerson, capacity: 3 });
	await coming(db, 'Juste assez', { ...inPerson, capacity: 4 });
	await coming(db, 'Sans limite', inPerson);
	expect(await openFor(db, await somebody(db))).toEqual(['Juste assez', 'Sans limite']);
});

test('what is open to oneself goes with a kind and a month, and everything open can be registered for', async ({
	db
}) => {
	const person = await somebody(db);
	await coming(db, 'Permanence', { kind: 'open-hour' });
	await coming(db, 'Autre');
	expect(await openFor(db, person, 'public', 'genre=open-hour')).toEqual(['Permanence']);
	expect(await openFor(db, person, 'public', 'mois=2019-01')).toEqual([]);
	const filters = filtersIn(new URLSearchParams('ouvertes=1'));
	const { lines } = await agendaToRead(db, 'public', filters, {}, { person });
	for (const { slug } of lines) expect(await register(db, person, slug)).toEqual({ ok: true });
	expect(await openFor(db, person)).toEqual([]);
});
