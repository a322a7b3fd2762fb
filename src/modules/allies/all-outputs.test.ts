import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { aPageWithSecrets, subjects, viewerKinds } from './a-page-with-secrets.ts';
import { shownFields } from './audiences.ts';
import { formRead, listsRead, machinesRead, pagesRead } from './read-for-tests.ts';
import { expectUnmoved, keptFrom, movedBy, rewriting } from './secrets-for-tests.ts';

const viewer = fc.constantFrom(...viewerKinds);

/** Each test writes a page twice: what is kept from who reads says something else the second time. */
describe.each(subjects)('what the page of one %s keeps from somebody', (subject) => {
	test('moves nothing in lists, counts, orders, map and search', async ({ db }) => {
		const secrets = await aPageWithSecrets(db, subject);
		await fc.assert(
			fc.asyncProperty(viewer, rewriting, async (kind, page) => {
				const reader = await secrets.readerOf(kind);
				await expectUnmoved(secrets, page, keptFrom(reader, page), () => listsRead(db, reader));
			}),
			{ numRuns: 6 }
		);
	}, 120_000);

	test('moves nothing on the page itself, on its card and on pages beside', async ({ db }) => {
		const secrets = await aPageWithSecrets(db, subject);
		await fc.assert(
			fc.asyncProperty(viewer, rewriting, async (kind, page) => {
				const reader = await secrets.readerOf(kind);
				const kept = keptFrom(secrets.writes(kind) ? 'allies' : reader, page);
				await expectUnmoved(secrets, page, kept, () => pagesRead(db, secrets, kind, reader));
			}),
			{ numRuns: 16 }
		);
	}, 60_000);

	test('moves nothing in what machines read, whoever asks', async ({ db }) => {
		const secrets = await aPageWithSecrets(db, subject);
		await fc.assert(
			fc.asyncProperty(viewer, rewriting, async (kind, page) => {
				// Whether the page is there for who asks is not said by machines.
				const reader = await secrets.readerOf(kind);
				const kept = keptFrom('public', page);
				await expectUnmoved(secrets, page, kept, () => machinesRead(db, secrets, kind, reader));
			}),
			{ numRuns: 16 }
		);
	}, 60_000);

	test('is not in the form of the page, which only opens to who writes it', async ({ db }) => {
		const secrets = await aPageWithSecrets(db, subject);
		await fc.assert(
			fc.asyncProperty(viewer, rewriting, async (kind, page) => {
				const kept = secrets.writes(kind) ? [] : [...shownFields];
				await expectUnmoved(secrets, page, kept, () => formRead(db, secrets, kind));
				expect(Boolean((await formRead(db, secrets, kind))['form'])).toBe(secrets.writes(kind));
			}),
			{ numRuns: 8 }
		);
	}, 60_000);
});

describe.each(subjects)('what the page of one %s shows', (subject) => {
	test('moves every output that says something of it, each field somewhere', async ({ db }) => {
		const secrets = await aPageWithSecrets(db, subject);
		const lists = await movedBy(secrets, () => listsRead(db, 'public'));
		const still = Object.keys(lists).filter((name) => lists[name]!.length === 0);
		expect(still).toEqual([]);
		const pages = await movedBy(secrets, () => pagesRead(db, secrets, 'everybody', 'public'));
		expect(pages['page']!.toSorted()).toEqual(shownFields.toSorted());
		const form = await movedBy(secrets, () => formRead(db, secrets, 'keeper'));
		expect(form['form']!.length).toBeGreaterThan(10);
		const machines = await movedBy(secrets, () => machinesRead(db, secrets, 'everybody', 'public'));
		expect(machines['machines']!.length).toBeGreaterThan(5);
	}, 60_000);
});
