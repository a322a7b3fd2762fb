import fc from 'fast-check';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { aPageWithSecrets } from '../allies/a-page-with-secrets.ts';
import { expectUnmoved, keptFrom, movedBy, rewriting } from '../allies/secrets-for-tests.ts';
import { formats, murmurationsProfile } from './formats.ts';
import { allAllyRecords, allyRecords, findAllyRecord } from './records.server.ts';

const origin = 'https://alliance.exemple';

test('what is kept from everybody moves no file to take away, no answer of the API and no profile of a network', async ({
	db
}) => {
	const secrets = await aPageWithSecrets(db, 'organisation');
	await fc.assert(
		fc.asyncProperty(rewriting, (page) =>
			expectUnmoved(secrets, page, keptFrom('public', page), () => takenAway(db))
		),
		{ numRuns: 16 }
	);
}, 60_000);

test('what everybody may see of an organisation is in each of them, and how the people of its page are called in none', async ({
	db
}) => {
	const moved = await movedBy(await aPageWithSecrets(db, 'organisation'), () => takenAway(db));
	const { murmurations, ...files } = moved;
	expect(murmurations, 'a list of addresses').toEqual([]);
	for (const fields of Object.values(files)) expect(fields).toContain('place');
	expect(moved['csv']).toEqual(expect.arrayContaining(['sentence', 'email', 'offers', 'circles']));
	for (const fields of Object.values(files)) expect(fields).not.toContain('people');
});

test('a page of one person is in no open data, whatever it shows', async ({ db }) => {
	const secrets = await aPageWithSecrets(db, 'person');
	await fc.assert(
		fc.asyncProperty(rewriting, async (page) => {
			await secrets.write(page);
			expect(JSON.stringify(await takenAway(db))).not.toContain('milieu');
		}),
		{ numRuns: 6 }
	);
}, 60_000);

async function takenAway(db: Database): Promise<Record<string, unknown>> {
	const record = await findAllyRecord(db, origin, 'le-milieu');
	const read: Record<string, unknown> = {
		api: await allyRecords(db, origin, null, 500),
		'api, one': record,
		'murmurations, one': record && murmurationsProfile(record)
	};
	for (const [ending, format] of Object.entries(formats)) {
		let text = '';
		for await (const piece of format.write(allAllyRecords(db, origin), origin)) text += piece;
		read[ending] = text;
	}
	return read;
}
