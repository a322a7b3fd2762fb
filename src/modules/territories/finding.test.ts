import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { territoriesLike } from './finding.server.ts';

describe('one finds a place however one writes it:', () => {
	test.for([
		['rennes', 'commune-35238'],
		['RENN', 'commune-35238'],
		['renne', 'commune-35238'],
		['Rennes (35)', 'commune-35238'],
		['35200 Rennes', 'commune-35238'],
		['rennes metropole', 'epci-243500139'],
		['st malo', 'commune-35288'],
		['Saint Malo', 'commune-35288'],
		['saint-mlao', 'commune-35288'],
		['fougere', 'commune-35115'],
		['Cesson-Sevinié', 'commune-35051'],
		['sevigne cesson', 'commune-35051'],
		['L’Hermitage', 'commune-35131'],
		['hermitage', 'commune-35131'],
		['Saint Denis', 'commune-97411'],
		['St-Denis 974', 'commune-97411'],
		['saint denis 01', 'commune-01344'],
		['bretagne', 'region-53'],
		['ile et vilaine', 'departement-35'],
		['La Reunion', 'region-04'],
		['CC Val d’Ille', 'epci-243500667'],
		['communaute de communes val dille', 'epci-243500667'],
		['belgique', 'pays-BE'],
		['Belgium', 'pays-BE']
	] as const)('“%s” is %s', async ([typed, id], { db }) => {
		expect((await territoriesLike(db, typed, { limit: 5 })).map((found) => found.id)[0]).toBe(id);
	});
});

describe('one finds a place by a code:', () => {
	test.for([
		['35400', 'commune-35288'],
		['35 400', 'commune-35288'],
		['35288', 'commune-35288'],
		['213502388', 'commune-35238'],
		['243500139', 'epci-243500139'],
		['35', 'departement-35']
	] as const)('“%s” is %s', async ([typed, id], { db }) => {
		expect((await territoriesLike(db, typed, { limit: 5 })).map((found) => found.id)[0]).toBe(id);
	});
});

test.for([
	'',
	'   ',
	'%',
	'_',
	'\\',
	"';--",
	'🌱',
	'xqzwk',
	'99999',
	'x'.repeat(5000),
	'%'.repeat(5000),
	'\u202E'
])('“%s” finds nothing, and breaks nothing', async (typed, { db }) => {
	expect(await territoriesLike(db, typed, { limit: 5 })).toEqual([]);
});

test('what looks like an order to the database is only a name', async ({ db }) => {
	expect(await territoriesLike(db, "rennes'; drop table territories; --", { limit: 5 })).not.toEqual([]);
	expect(await territoriesLike(db, 'rennes', { limit: 1 })).toHaveLength(1);
});

test('the name of a commune that merged leads to the one that it became, and is told', async ({ db }) => {
	expect((await territoriesLike(db, 'Arbignieu', { limit: 1 }))[0]).toMatchObject({
		id: 'commune-01015',
		label: 'Arboys en Bugey (01)',
		formerName: 'Arbignieu',
		isExact: true
	});
});

test('of those of one name, the most peopled come first, each once', async ({ db }) => {
	const found = await territoriesLike(db, 'saint', { limit: 20 });
	const communes = found.filter(({ kind, name }) => kind === 'commune' && name.startsWith('Saint-'));
	expect(communes[0]!.id).toBe('commune-97411');
	expect(communes.map(({ population }) => population)).toEqual(
		communes.map(({ population }) => population).toSorted((one, other) => other! - one!)
	);
	expect(new Set(found.map(({ id }) => id)).size).toBe(20);
});

test('one may ask for some kinds only', async ({ db }) => {
	const found = await territoriesLike(db, 'rennes', { kinds: ['epci'], limit: 5 });
	expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['epci']));
	expect(await territoriesLike(db, 'bretagne', { kinds: ['composite'], limit: 5 })).toEqual([]);
});

test('what no longer exists is not proposed', async ({ db }) => {
	await db.execute(sql`update territories set until = 2027 where id = 'commune-35238'`);
	const ids = (await territoriesLike(db, 'rennes', { limit: 5 })).map(({ id }) => id);
	expect(ids).not.toContain('commune-35238');
	expect(ids).toContain('epci-243500139');
});
