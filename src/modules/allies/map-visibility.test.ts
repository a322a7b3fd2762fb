import fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { audiences, shownByOrganisation, type Audience, type Reader } from './audiences.ts';
import { ally, circlesAt, fortDeFrance, fougeres, lille, mapAt, rennes, show } from './map-for-tests.ts';

test('an ally whose place is not shown to an audience moves no circle and no number of its map', async ({
	db
}) => {
	for (const at of [rennes, fougeres, lille, fortDeFrance]) await ally(db, `Ally ${at.placeLabel}`, at);
	const page = await ally(db, 'Le Secret', rennes);
	const level = fc.constantFrom(...audiences);
	const places = fc.constantFrom(rennes, fougeres, lille, fortDeFrance);
	await fc.assert(
		fc.asyncProperty(
			level,
			level,
			places,
			fc.constantFrom<Reader>('public', 'allies'),
			async (audience, place, at, reader) => {
				await show(db, page, { ...at, audience: 'private', shown: shownByOrganisation });
				const without = await seen(db, reader);
				await show(db, page, { ...at, audience, shown: { ...shownByOrganisation, place } });
				const isSeen = sees(reader, audience) && sees(reader, place);
				const now = await seen(db, reader);
				if (isSeen) expect(now).not.toEqual(without);
				else expect(now).toEqual(without);
			}
		),
		{ numRuns: 40 }
	);
});

/** All that the map says of places, wherever one looks. */
async function seen(db: Database, reader: Reader) {
	const { map } = await mapAt(db, '', reader);
	const searches = [
		'?departement=35',
		'?region=32',
		'?departement=972',
		'?pres=commune-35238&km=100',
		'?q=secret'
	];
	const circles = [];
	for (const search of searches) circles.push((await mapAt(db, search, reader)).map.layers);
	return [
		map.layers,
		map.regions,
		map.abroad,
		map.wide,
		circles,
		await circlesAt(db, '?cadre=230,290,8', reader)
	];
}

function sees(reader: Reader, at: Audience): boolean {
	return at === 'public' || (at === 'allies' && reader === 'allies');
}
