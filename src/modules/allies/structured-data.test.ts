import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { changeProfile } from './changing.server.ts';
import { keptPage } from './kept-page.ts';
import { allyPage, type AllyPage } from './page.server.ts';
import { structuredData } from './structured-data.ts';

const addressOf = (slug: string) => `https://alliance.exemple.org/allies/${slug}`;

test('machines read what an organisation is, where, and what it brings', async ({ db }) => {
	const { page, keeper } = await keptPage(db);
	await changeProfile(db, keeper, page, {
		sentence: 'Nous réparons.',
		siret: '73282932000074',
		siren: '732829320',
		links: [{ label: 'Carnet', url: 'https://carnet.exemple.org/' }]
	});
	const shown = (await allyPage(db, 'public', 'la-source')) as AllyPage;
	expect(structuredData({ page: shown, offers: ['Eau'], needs: ['Droit'] }, addressOf)).toEqual({
		'@context': 'https://schema.org',
		'@type': 'NGO',
		'@id': addressOf('la-source'),
		url: addressOf('la-source'),
		mainEntityOfPage: addressOf('la-source'),
		name: 'La Source',
		description: 'Nous réparons.',
		sameAs: ['https://carnet.exemple.org/'],
		identifier: [
			{ '@type': 'PropertyValue', propertyID: 'SIREN', value: '732829320' },
			{ '@type': 'PropertyValue', propertyID: 'SIRET', value: '73282932000074' }
		],
		knowsAbout: ['Eau'],
		seeks: [{ '@type': 'Demand', name: 'Droit' }]
	});
});

test('machines read a person as a person, with what they do where', async ({ db }) => {
	await keptPage(db);
	const shown = (await allyPage(db, 'public', 'la-source')) as AllyPage;
	const people = [{ name: 'Le Puits', role: 'présidente', slug: 'le-puits' }];
	const person = { ...shown, isOrganisation: false, kind: null, slug: 'ada', name: 'Ada', people };
	expect(structuredData({ page: person, offers: [], needs: [] }, addressOf)).toMatchObject({
		'@type': 'Person',
		jobTitle: 'présidente',
		affiliation: [{ '@type': 'Organization', name: 'Le Puits', url: addressOf('le-puits') }]
	});
});
