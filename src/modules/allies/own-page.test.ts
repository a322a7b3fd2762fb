import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { affiliate } from '../people/affiliations.server.ts';
import { somebody } from '../people/somebody.ts';
import { keptPage } from './kept-page.ts';
import { deleteOwnPage, hideOwnPage, openOwnPage, ownPage } from './own-page.server.ts';
import { allyPage } from './page.server.ts';

test('a person has a page when they make one, which allies alone see', async ({ db }) => {
	const ada = await somebody(db, { name: 'Ada Martin' });
	expect(await ownPage(db, ada)).toBeUndefined();
	expect(await openOwnPage(db, ada)).toBe('ada-martin');
	expect(await openOwnPage(db, ada)).toBe('ada-martin');
	expect(await allyPage(db, 'public', 'ada-martin')).toBeUndefined();
	expect(await allyPage(db, 'allies', 'ada-martin')).toMatchObject({ name: 'Ada Martin', email: null });
});

test('a page that is hidden or deleted is on no other page either', async ({ db }) => {
	const { organisationId } = await keptPage(db);
	const ada = await somebody(db, { name: 'Ada Martin' });
	await affiliate(db, ada, organisationId, 'présidente');
	const peopleThere = async () => {
		const page = await allyPage(db, 'allies', 'la-source');
		return page && 'people' in page ? page.people.map(({ name }) => name) : [];
	};
	await openOwnPage(db, ada);
	expect(await peopleThere()).toEqual(['Ada Martin']);
	await hideOwnPage(db, ada);
	expect(await peopleThere()).toEqual([]);
	expect(await ownPage(db, ada)).toMatchObject({ audience: 'private' });

	await deleteOwnPage(db, ada);
	expect(await ownPage(db, ada)).toBeUndefined();
	await deleteOwnPage(db, ada);
	expect(await openOwnPage(db, ada)).toBe('ada-martin');
	expect(await peopleThere()).toEqual(['Ada Martin']);
});
