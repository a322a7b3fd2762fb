import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { plantTerritories } from '../territories/planting.server.ts';
import { placeTyped } from './typed-places.server.ts';

const read = (typed: string | null, chosenId: string | null = null) => ({ typed, chosenId });

test('a town is found by its name, whatever accents and capitals, or by its label', async ({ db }) => {
	await plantTerritories(db, ['35', '25']);
	const rennes = { ok: true, id: 'commune-35238' };
	expect(await placeTyped(db, read('rennes'), null)).toEqual(rennes);
	expect(await placeTyped(db, read('Besancon'), null)).toEqual({ ok: true, id: 'commune-25056' });
	expect(await placeTyped(db, read('Rennes'), 'Rennes (35)')).toEqual(rennes);
});

test('what the page says already stays, also a town that no list knows; emptied, it goes', async ({ db }) => {
	expect(await placeTyped(db, read('Montreval-sur-Loue'), 'Montreval-sur-Loue')).toEqual({
		ok: true,
		id: undefined
	});
	expect(await placeTyped(db, read(null), null)).toEqual({ ok: true, id: undefined });
	expect(await placeTyped(db, read(null), 'Rennes (35)')).toEqual({ ok: true, id: null });
});

test('of several that one may mean, one chooses; what was not proposed is not taken', async ({ db }) => {
	await plantTerritories(db, ['35']);
	const unclear = await placeTyped(db, read('saint'), null);
	if (unclear.ok) throw new Error('one town was taken for another');
	expect(unclear.choices.length).toBeGreaterThan(1);
	const [first] = unclear.choices;
	expect(await placeTyped(db, read('saint', first!.id), null)).toEqual({ ok: true, id: first!.id });
	expect(await placeTyped(db, read('saint', 'commune-35238'), null)).toMatchObject({ ok: false });
	expect(await placeTyped(db, read('zzzzqqqq'), null)).toMatchObject({ ok: false, choices: [] });
});
