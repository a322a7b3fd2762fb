import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { fortDeFrance, fougeres, lille, rennes } from '../allies/map-for-tests.ts';
import { frameIn, whole } from '../allies/map-frames.ts';
import { plantTerritories } from '../territories/planting.server.ts';
import { aGathering, fromNow } from './a-gathering.ts';
import { filtersIn } from './agenda-filters.ts';
import { agendaCirclesToRead, agendaMapToRead } from './agenda-map.server.ts';
import { agendaToRead } from './agenda-reading.server.ts';

const paths = { list: '/agenda', map: '/agenda/carte' };
const day = 24 * 60;

type Point = typeof rennes;
type As = Parameters<typeof aGathering>[1];

function at({ placeKind: _kind, ...point }: Point, title: string, as: As = {}): As {
	const when = { startsAt: fromNow(10 * day), endsAt: fromNow(10 * day + 60) };
	return { ...point, title, kind: 'other', way: 'on-site', ...when, ...as };
}

async function mapAt(db: Database, search = '', reader: 'public' | 'allies' = 'public') {
	const asked = new URLSearchParams(search);
	return agendaMapToRead(db, reader, filtersIn(asked), frameIn(asked), { person: null, paths });
}

async function listAt(db: Database, href: string) {
	const filters = filtersIn(new URL(href, 'https://alliance.exemple').searchParams);
	const { lines } = await agendaToRead(db, 'public', filters, {});
	return lines.map(({ title }) => title).sort();
}

test('a circle leads to the gatherings that it counts, in the list, and one alone to its page', async ({
	db
}) => {
	await plantTerritories(db, ['35', '59']);
	for (const [point, title] of [
		[rennes, 'À Rennes'],
		[fougeres, 'À Fougères']
	] as const)
		await aGathering(db, at(point, title));
	const alone = await aGathering(db, at(lille, 'À Lille'));
	await aGathering(db, at(fortDeFrance, 'À Fort-de-France'));
	const { map } = await mapAt(db, 'genre=other');
	expect(map.layers.wide.map(({ name }) => name).sort()).toEqual([
		'Ille-et-Vilaine : 2 rencontres',
		'À Fort-de-France',
		'À Lille'
	]);
	const hrefOf = (name: string) => map.layers.wide.find((circle) => circle.name === name)!.href;
	expect(hrefOf('À Lille')).toBe(`/agenda/${alone.slug}`);
	expect(hrefOf('Ille-et-Vilaine : 2 rencontres')).toBe('/agenda?genre=other&lieu=departement-35');
	expect(await listAt(db, hrefOf('Ille-et-Vilaine : 2 rencontres'))).toEqual(['À Fougères', 'À Rennes']);
	const [brittany] = map.layers.narrow.filter(({ count }) => count === '2');
	expect(await listAt(db, brittany!.href)).toEqual(['À Fougères', 'À Rennes']);
});

test('closer, the gatherings of one town are one circle, which leads to them', async ({ db }) => {
	await plantTerritories(db, ['35']);
	for (const title of ['Lundi', 'Mardi']) await aGathering(db, at(rennes, title));
	await aGathering(db, at(fougeres, 'À Fougères'));
	const filters = filtersIn(new URLSearchParams());
	const near = frameIn(new URLSearchParams('cadre=225,285,8'))!;
	const circles = await agendaCirclesToRead(db, 'public', filters, near, { person: null, paths });
	const rennesCircle = circles.wide.find(({ name }) => name === 'Rennes : 2 rencontres')!;
	expect(await listAt(db, rennesCircle.href)).toEqual(['Lundi', 'Mardi']);
	const far = await agendaCirclesToRead(db, 'public', filters, whole, { person: null, paths });
	expect(far.wide.map(({ count }) => count)).toEqual(['3']);
});

test('the table says the same as the map, and what is online is told beside it', async ({ db }) => {
	await aGathering(db, at(rennes, 'À Rennes'));
	await aGathering(db, at(rennes, 'Des deux façons', { way: 'both' }));
	await aGathering(db, { title: 'En ligne', startsAt: fromNow(day), endsAt: fromNow(day + 60) });
	await aGathering(db, { ...at(rennes, 'Quelque part'), ...nowhere });
	const { map, online } = await mapAt(db);
	expect(map.regions).toMatchObject([
		{ name: 'Bretagne', n: 2, departements: [{ name: 'Ille-et-Vilaine', n: 2 }] }
	]);
	expect(map.nowhere).toBe(1);
	expect([online.n, online.first.map(({ title }) => title)]).toEqual([1, ['En ligne']]);
});

test('a map holds what its reader may see and what they ask for, and nothing else', async ({ db }) => {
	await aGathering(db, at(rennes, 'Pour tous', { kind: 'open-hour' }));
	await aGathering(db, at(rennes, 'Entre nous', { audience: 'allies' }));
	await aGathering(db, at(lille, 'Passée', { startsAt: fromNow(-99), endsAt: fromNow(-9) }));
	const names = async (search: string, reader?: 'allies') =>
		(await mapAt(db, search, reader)).map.layers.wide.map(({ name }) => name);
	expect(await names('')).toEqual(['Pour tous']);
	expect(await names('', 'allies')).toEqual(['Ille-et-Vilaine : 2 rencontres']);
	expect(await names('genre=open-hour', 'allies')).toEqual(['Pour tous']);
	expect(await names('passees=1')).toEqual(['Passée']);
	expect(await names('ouvertes=1')).toEqual([]);
	expect((await mapAt(db, 'lieu=zzz&cadre=0,0,99')).map.layers.wide).toHaveLength(1);
});

const nowhere = {
	...{ territoryId: null, placeLabel: null, departementCode: null },
	...{ regionCode: null, latitude: null, longitude: null }
};
