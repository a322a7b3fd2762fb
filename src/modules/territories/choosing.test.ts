import { describe, expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { territoryTyped } from './choosing.server.ts';

const typed = (text: string | null, chosenId: string | null = null) => ({ typed: text, chosenId });

describe('who writes a territory in a form', () => {
	test.for([
		['Rennes (35)', 'commune-35238'],
		['rennes', 'commune-35238'],
		['RENNES', 'commune-35238'],
		['St-Malo', 'commune-35288'],
		['35400', 'commune-35288'],
		['35238', 'commune-35238'],
		['Rennes Métropole', 'epci-243500139'],
		['Bretagne', 'region-53'],
		['Belgique', 'pays-BE'],
		['Arbignieu', 'commune-01015']
	] as const)('means by “%s” %s', async ([text, id], { db }) => {
		expect(await territoryTyped(db, typed(text))).toEqual({ ok: true, id });
	});

	test('may leave it empty', async ({ db }) => {
		expect(await territoryTyped(db, typed(null))).toEqual({ ok: true, id: null });
	});

	test('is asked which one when several have the name, and when it is only near to a name', async ({
		db
	}) => {
		const both = await territoryTyped(db, typed('La Réunion'));
		if (both.ok) throw new Error('one was taken for the other');
		expect(both.reason).toBe('unclear');
		expect(both.choices.map(({ id }) => id)).toEqual(
			expect.arrayContaining(['region-04', 'departement-974'])
		);
		expect(await territoryTyped(db, typed('La Réunion', 'departement-974'))).toEqual({
			ok: true,
			id: 'departement-974'
		});
		expect(await territoryTyped(db, typed('renes'))).toMatchObject({ ok: false, reason: 'unclear' });
		expect(await territoryTyped(db, typed('zzqqxx'))).toEqual({ ok: false, reason: 'unknown', choices: [] });
	});

	test('does not send something else than what was proposed for what is written', async ({ db }) => {
		expect(await territoryTyped(db, typed('saint', 'commune-35238'))).toMatchObject({ ok: false });
		expect(await territoryTyped(db, typed('saint', "'; --"))).toMatchObject({ ok: false });
		expect(await territoryTyped(db, typed('Rennes', 'commune-35238'), ['epci'])).toMatchObject({ ok: false });
	});
});
