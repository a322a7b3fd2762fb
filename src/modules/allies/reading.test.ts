import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { affiliate } from '../people/affiliations.server.ts';
import { somebody } from '../people/somebody.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { allSkills } from '../skills/skills.server.ts';
import { profiles } from './allies.tables.ts';
import { changeProfile } from './changing.server.ts';
import { keptPage } from './kept-page.ts';
import { refreshListings } from './listings.server.ts';
import { ensurePersonProfile } from './profiles.server.ts';
import { allyToRead, cardToRead, type Reading } from './reading.server.ts';

const everybody: Reading = { person: null, reader: 'public', as: null };

test('a page is read with its skills by name, and with its words as prose', async ({ db }) => {
	const { page, keeper } = await keptPage(db);
	await plantSkills(db);
	const [skill] = await allSkills(db);
	await changeProfile(db, keeper, page, {
		description: '**Fort** <script>alert(1)</script>',
		offers: [{ skillId: skill!.id, note: 'le soir' }]
	});
	const read = await pageRead(db, everybody);
	expect(read.descriptionHtml).toBe('<p><strong>Fort</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n');
	expect(read.offers).toEqual([{ slug: skill!.slug, name: skill!.name, note: 'le soir' }]);
	expect(read.isEditable).toBe(false);
});

test('a stranger cannot ask to see what allies see', async ({ db }) => {
	const { page, keeper } = await keptPage(db);
	await changeProfile(db, keeper, page, { phone: '02 99 00 00 00', shown: { phone: 'allies' } });
	const stranger = await somebody(db);
	for (const person of [null, stranger]) {
		const read = await pageRead(db, { person, reader: 'public', as: 'allies' });
		expect([read.as, read.page.phone]).toEqual(['public', null]);
	}
});

test('a keeper sees the page as everybody and as allies do', async ({ db }) => {
	const { page, keeper } = await keptPage(db);
	await changeProfile(db, keeper, page, { phone: '02 99 00 00 00', shown: { phone: 'allies' } });
	const seen = async (as: Reading['as']) =>
		(await pageRead(db, { person: keeper, reader: 'allies', as })).page.phone;
	expect([await seen('public'), await seen('allies'), await seen(null)]).toEqual([
		null,
		'02 99 00 00 00',
		'02 99 00 00 00'
	]);
});

test('a keeper who is no ally does not learn by a preview who shows themselves to allies alone', async ({
	db
}) => {
	const { keeper, organisationId, page } = await keptPage(db);
	const shy = await somebody(db, { name: 'Ada Discrète' });
	await affiliate(db, shy, organisationId, 'bénévole');
	await ensurePersonProfile(db, shy.id);
	await refreshListings(db, [page]);
	const ally = await pageRead(db, { person: keeper, reader: 'allies', as: 'allies' });
	expect(ally.page.people).toMatchObject([{ name: 'Ada Discrète' }]);
	const stranger = await pageRead(db, { person: keeper, reader: 'public', as: 'allies' });
	expect(stranger.page.people).toEqual([]);
});

test('machines read what everybody sees, also when an ally opens the page', async ({ db }) => {
	const { page, keeper } = await keptPage(db);
	await changeProfile(db, keeper, page, { phone: '02 99 00 00 00', shown: { phone: 'allies' } });
	const ally: Reading = { person: await somebody(db), reader: 'allies', as: null };
	const read = await pageRead(db, ally);
	expect([read.page.phone, read.open?.page.phone]).toEqual(['02 99 00 00 00', null]);

	await changeProfile(db, keeper, page, { audience: 'allies' });
	expect((await pageRead(db, ally)).open).toBeNull();
	expect(await allyToRead(db, 'la-source', everybody)).toBeUndefined();
});

test('a page that nobody sees is known to those who write it, and does not exist for others', async ({
	db
}) => {
	const { page, keeper } = await keptPage(db);
	await changeProfile(db, keeper, page, { audience: 'private' });
	const other = await somebody(db);
	const as = { reader: 'allies', as: 'allies' } as const;
	expect(await allyToRead(db, 'la-source', { person: keeper, ...as })).toEqual({ onlyToEdit: 'la-source' });
	expect(await allyToRead(db, 'la-source', { person: other, ...as })).toBeUndefined();
	expect(await cardToRead(db, 'allies', 'la-source')).toBeUndefined();
});

test('who writes a page is told of another with the same number, when it shows this number', async ({
	db
}) => {
	const { page, keeper } = await keptPage(db);
	const twin = await keptPage(db, 'La Source, antenne');
	await changeProfile(db, keeper, page, { siren: '732829320' });
	await changeProfile(db, twin.keeper, twin.page, { siren: '732829320' });
	const told = async (person: Reading['person']) =>
		(await pageRead(db, { person, reader: 'public', as: null })).sameNumber;
	expect(await told(keeper)).toEqual([{ name: 'La Source, antenne', slug: 'la-source-antenne' }]);
	expect(await told(twin.keeper)).toEqual([]);
	await changeProfile(db, twin.keeper, twin.page, { shown: { identifiers: 'private' } });
	expect(await told(keeper)).toEqual([]);
});

test('a page says whether somebody keeps it', async ({ db }) => {
	const { keeper } = await keptPage(db);
	expect((await pageRead(db, everybody)).page.isKept).toBe(true);
	await keptPage(db, 'Le Puits');
	await db.execute(sql`delete from ally_keepers where person_id = ${keeper.id}`);
	expect((await pageRead(db, everybody)).page.isKept).toBe(false);
	const own = await ensurePersonProfile(db, keeper.id);
	await db.update(profiles).set({ audience: 'public' }).where(eq(profiles.id, own));
	await refreshListings(db, [own]);
	expect((await pageRead(db, everybody, 'ada-martin')).page.isKept).toBe(true);
});

async function pageRead(db: Database, reading: Reading, slug = 'la-source') {
	const read = await allyToRead(db, slug, reading);
	if (!read || !('page' in read)) throw new Error('There is no page to read');
	return read;
}
