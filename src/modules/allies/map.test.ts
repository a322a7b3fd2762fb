import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { ally, circlesAt, commune, fortDeFrance, lille, mapAt, montfort, rennes } from './map-for-tests.ts';
import { frameIn } from './map-frames.ts';
import { project } from './map-parts.server.ts';

test('each département has a circle that leads to its allies, and somebody alone leads to their page', async ({
	db
}) => {
	await ally(db, 'La Source', rennes);
	await ally(db, 'Le Moulin', montfort);
	await ally(db, 'La Mine', lille);
	await ally(db, 'Le Morne', { ...fortDeFrance, point: 'approximate' });
	const { map, total } = await mapAt(db, '?genre=association');
	expect(total).toBe(4);
	expect(map.layers.wide).toMatchObject([
		{ name: 'Ille-et-Vilaine : 2 alliés', count: '2', href: '/allies?genre=association&departement=35' },
		{ name: 'La Mine', href: '/allies/la-mine' },
		{ name: 'Le Morne (lieu approximatif)', href: '/allies/le-morne', isApproximate: true }
	]);
	expect(map.layers.narrow).toMatchObject([
		{ name: 'Bretagne : 2 alliés', href: '/allies?genre=association&region=53' },
		{ name: 'La Mine' },
		{ name: 'Le Morne (lieu approximatif)' }
	]);
	expect(map.regions).toMatchObject([
		{ name: 'Bretagne', n: 2, departements: [{ name: 'Ille-et-Vilaine', n: 2 }] },
		{ name: 'Hauts-de-France', n: 1 },
		{ name: 'Martinique', n: 1 }
	]);
});

test('whoever is abroad, as wide as a region, in the Pacific or nowhere is said beside the map', async ({
	db
}) => {
	await ally(db, 'De Bron', {
		territoryId: 'pays-BE',
		placeLabel: 'Belgique',
		placeKind: 'country',
		latitude: 50.8,
		longitude: 4.4
	});
	await ally(db, 'La Région', {
		territoryId: 'region-53',
		placeLabel: 'Bretagne',
		placeKind: 'region',
		regionCode: '53'
	});
	await ally(db, 'Le Lagon', {
		...commune('98818', 'Nouméa (988)', '988', null),
		latitude: -22.27,
		longitude: 166.45
	});
	await ally(db, 'Le Secret', {});
	const { map } = await mapAt(db, '');
	expect(map.layers.wide).toEqual([]);
	expect(map.abroad).toEqual({ n: 1, first: [{ slug: 'de-bron', name: 'De Bron', place: 'Belgique' }] });
	expect(map).toMatchObject({ wide: 1, nowhere: 1 });
	expect(map.regions).toMatchObject([
		{ name: 'Bretagne', n: 1, wide: 1, departements: [] },
		{ name: 'Nouvelle-Calédonie', n: 1, href: '/allies?departement=988' }
	]);
});

test('looking closer parts those who are apart, and lists those of one commune', async ({ db }) => {
	for (const name of ['La Source', 'Le Puits', 'La Cale']) await ally(db, name, rennes);
	await ally(db, 'Le Moulin', montfort);
	const { map } = await mapAt(db, '?departement=35');
	expect(map.frame.zoom).toBeGreaterThan(1);
	expect(map.layers.wide).toMatchObject([
		{ name: 'Rennes : 3 alliés', place: 'Rennes', href: '/allies?departement=35&pres=commune-35238&km=10' },
		{ name: 'Le Moulin', href: '/allies/le-moulin' }
	]);
	const [x, y] = project(-1.6, 48.2)!.map(Math.round);
	const [joined] = (await circlesAt(db, `?cadre=${x},${y},2`)).wide;
	expect(joined).toMatchObject({ name: 'Ille-et-Vilaine : 4 alliés, voir de plus près', count: '4' });
	expect(frameIn(new URLSearchParams({ cadre: joined!.frame! }))?.zoom).toBe(4);
	expect((await circlesAt(db, '?cadre=900,900,8')).wide).toEqual([]);
});

test('points that make no sense break nothing: at sea, at the pole, in another département than they say', async ({
	db
}) => {
	await ally(db, 'La Bouée', { ...rennes, latitude: 0, longitude: 0 });
	await ally(db, 'Le Pôle', { ...lille, latitude: 90, longitude: 180 });
	await ally(db, 'Le Papier', { ...fortDeFrance, latitude: null, longitude: null });
	const { map } = await mapAt(db, '');
	expect(map.layers.wide.map(({ name }) => name)).toEqual(['La Bouée', 'Le Pôle', 'Le Papier']);
	for (const { x, y } of map.layers.wide) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
	expect((await circlesAt(db, '?cadre=nowhere&q=%00&departement=<b>')).wide.length).toBe(3);
});
