import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { anAlly } from '../allies/an-ally.ts';
import { AllyRecord, recordColumns } from './ally-record.ts';
import { readPage } from './api.ts';
import { formats, murmurationsProfile } from './formats.ts';
import { describeApi } from './openapi.ts';
import { allAllyRecords, allyRecords, findAllyRecord } from './records.server.ts';

const origin = 'https://alliance.exemple';

test('what is taken away is what everybody may see, in the columns that are documented', async ({ db }) => {
	await plantAllies(db);
	const records = await allyRecords(db, origin, null, 10);
	expect(records.map(({ name }) => name)).toEqual(['=La Source', 'Le Puits']);
	for (const record of records) expect(v.parse(AllyRecord, record)).toEqual(record);
	expect(JSON.stringify(records)).not.toMatch(/secret/);
	expect(records[0]).toMatchObject({ latitude: -21.1, place: 'Saint-Denis (974)', email: null });
});

test('a spreadsheet takes no name for a formula, and a negative number for a number', async ({ db }) => {
	await plantAllies(db);
	const text = await written(db, 'csv');
	const rows = parse(text, { delimiter: ';', bom: true, columns: true }) as Record<string, string>[];
	expect(Object.keys(rows[0]!)).toEqual(recordColumns);
	expect(rows[0]).toMatchObject({ name: "'=La Source", latitude: '-21.1' });
	expect(rows[1]!['sentence']).toBe('Deux lignes ;\n"entre guillemets"');
});

test('each format is readable by who speaks it', async ({ db }) => {
	await plantAllies(db);
	expect(JSON.parse(await written(db, 'json'))).toHaveLength(2);
	const { features } = JSON.parse(await written(db, 'geojson')) as { features: unknown[] };
	expect(features).toMatchObject([{ geometry: { type: 'Point', coordinates: [55.4, -21.1] } }]);
	const linked = JSON.parse(await written(db, 'jsonld')) as { '@graph': unknown[] };
	expect(linked['@graph'][0]).toMatchObject({ '@type': 'NGO', '@id': `${origin}/allies/la-source` });
	expect(JSON.parse(await written(db, 'murmurations'))).toContain(
		`${origin}/donnees/murmurations/la-source.json`
	);
});

test('an alliance without anybody gives valid files too', async ({ db }) => {
	expect(JSON.parse(await written(db, 'json'))).toEqual([]);
	expect(JSON.parse(await written(db, 'geojson'))).toEqual({ type: 'FeatureCollection', features: [] });
});

test('the Murmurations profile names its schema and holds nothing that is not shown', async ({ db }) => {
	await plantAllies(db);
	const profile = murmurationsProfile((await findAllyRecord(db, origin, 'la-source'))!);
	expect(profile).toMatchObject({
		linked_schemas: ['organizations_schema-v1.0.0'],
		name: '=La Source',
		geolocation: { lat: -21.1, lon: 55.4 }
	});
	expect(profile.contact_details).toBeUndefined();
});

test('pages of the API follow one another; a wrong parameter is refused in words', async ({ db }) => {
	await plantAllies(db);
	const [first] = await allyRecords(db, origin, null, 1);
	expect((await allyRecords(db, origin, first!.id, 1)).map(({ name }) => name)).toEqual(['Le Puits']);
	expect(readPage(new URLSearchParams('limit=0')).ok).toBe(false);
	expect(readPage(new URLSearchParams('limit=501')).ok).toBe(false);
	expect(readPage(new URLSearchParams("after='; drop table x")).ok).toBe(false);
	expect(readPage(new URLSearchParams('limit=20'))).toEqual({ ok: true, after: null, limit: 20 });
});

test('the description of the API says every column of what it answers', () => {
	const { components, paths } = describeApi(origin);
	const { properties, required } = components.schemas.Ally as {
		properties: Record<string, { description: string }>;
		required: string[];
	};
	expect(Object.keys(properties)).toEqual(recordColumns);
	expect(required).toEqual(recordColumns);
	for (const column of recordColumns) expect(properties[column]!.description).toMatch(/\.$/);
	expect(paths['/allies'].get.parameters.map(({ name }) => name)).toEqual(['after', 'limit']);
});

async function written(db: Database, ending: string): Promise<string> {
	let text = '';
	for await (const piece of formats[ending]!.write(allAllyRecords(db, origin), origin)) text += piece;
	return text;
}

async function plantAllies(db: Database): Promise<void> {
	await anAlly(db, '=La Source', {
		placeLabel: 'Saint-Denis (974)',
		latitude: -21.1,
		longitude: 55.4,
		point: 'town',
		email: 'courriel@secret.fr',
		phone: 'secret'
	});
	await anAlly(db, 'Le Puits', { sentence: 'Deux lignes ;\n"entre guillemets"' });
	await anAlly(db, 'Le Secret', { audience: 'allies', sentence: 'secret' });
}
