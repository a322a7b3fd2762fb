import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { addParagraph, removeArticle } from '#modules/charter/draft-text.server.ts';
import { closeDraft, openDraft, putInForce, recordValidation } from '#modules/charter/draft.server.ts';
import { plantCharterInForce } from '#modules/charter/planting.ts';
import { articlesOf } from '#modules/charter/versions.server.ts';
import { somebody } from '#modules/people/somebody.ts';
import type { Database } from '#platform/database.server.ts';
import { deliverEvent } from '#platform/events/events.server.ts';
import { rebuildSearch } from '#platform/search/searchables.server.ts';
import { test } from '#platform/testing.server.ts';
import { handlers } from './events.server.ts';
import { searchables } from './searchables.server.ts';

async function filed(db: Database) {
	const { rows } = await db.execute(sql`select * from search_entries order by kind, ref, audience`);
	return rows;
}

async function deliverAll(db: Database): Promise<void> {
	const { rows } = await db.execute<{ id: string }>(sql`select id from events order by id`);
	for (const { id } of rows) await deliverEvent(db, handlers, Number(id));
}

test('each kind of thing is named once', () => {
	const kinds = searchables.map(({ kind }) => kind);
	expect(new Set(kinds).size).toBe(kinds.length);
	for (const { label } of searchables) expect(label()).not.toBe('');
});

test('a charter put in force is found as it reads, and filing everything again changes nothing', async ({
	db
}) => {
	await plantCharterInForce(db);
	await rebuildSearch(db, searchables);
	const before = await filed(db);
	expect(before).toMatchObject([
		{ title: 'Faire alliance', url: '/charte#article-1' },
		{ title: 'Apprendre' }
	]);

	const administrator = await somebody(db, { isAdministrator: true });
	await openDraft(db, administrator);
	const [first, second] = await articlesOf(db, 2);
	await addParagraph(db, administrator, { article: 1, after: 0, addition: 'Nous **partageons** l’eau.' });
	await removeArticle(db, administrator, second!.number);
	await deliverAll(db);
	expect(await filed(db), 'a draft is not in force').toEqual(before);

	await closeDraft(db, administrator);
	await recordValidation(db, administrator, { meeting: 'AG', day: '2024-06-14' });
	await putInForce(db, administrator, { version: 2, renewUntil: '2999-12-31' });
	await deliverAll(db);
	const after = await filed(db);
	expect(after).toMatchObject([{ ref: '1', title: first!.title }]);
	expect(after[0]!.body).toContain('Nous partageons l’eau.');
	await rebuildSearch(db, searchables);
	expect(await filed(db)).toEqual(after);
});
