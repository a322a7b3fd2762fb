import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { anEdition } from '../assembly/an-assembly.ts';
import { editionFor, findEdition } from '../assembly/editions.server.ts';
import { somebody } from '../people/somebody.ts';
import { aProposal, aPublishedEdition, read, slug, told } from './a-proposal.ts';
import { giveTheme, keepProposal, reopenProposal, setProposalAside } from './deciding.server.ts';
import { mostOfOnePerson, propose, supportProposal } from './making.server.ts';
import { proposalsData } from './personal-data.server.ts';
import { proposalsInCsv } from './proposals-file.server.ts';
import { proposalsToRead } from './reading.server.ts';
import { searchableProposals } from './searchable.server.ts';
import { proposals } from './proposals.tables.ts';

const yes = { supports: true, joins: false };
const no = { supports: false, joins: false };
const joins = { supports: true, joins: true };

async function list(
	db: Database,
	view: 'open' | 'kept' | 'aside' = 'open',
	place = {},
	theme: string | null = null
) {
	return proposalsToRead(db, null, (await findEdition(db, slug))!, { view, theme }, place);
}

test('what is proposed is numbered and supported by who proposes it; each supports or joins once', async ({
	db
}) => {
	await aPublishedEdition(db);
	const [ada, bo] = [await somebody(db, { name: 'Ada' }), await somebody(db, { name: 'Bo' })];
	const first = await aProposal(db, ada, 'Une carte des compétences');
	const second = await aProposal(db, ada, 'Un bus');
	expect([first, second]).toEqual([1, 2]);
	for (const support of [yes, yes, joins, joins]) await supportProposal(db, bo, slug, second, support);
	expect(await read(db, ada, second)).toMatchObject({
		...{ supports: 2, by: 'Ada', own: { supports: true, joins: false } },
		joining: { count: 1, names: ['Bo'] }
	});
	expect((await read(db, null, second)).joining).toEqual({ count: 1, names: [] });
	await supportProposal(db, bo, slug, second, no);
	expect(await read(db, bo, second)).toMatchObject({ supports: 1, own: no, joining: { count: 0 } });
	expect(await supportProposal(db, bo, slug, 99, yes)).toEqual({ ok: false, reason: 'not-found' });
});

test('they are read by theme, those that most support first, those without a theme last, page by page both ways', async ({
	db
}) => {
	const { host } = await aPublishedEdition(db);
	const ada = await somebody(db);
	for (let i = 1; i <= 45; i += 1)
		await aProposal(db, ada, `Proposition ${i}`, { theme: i % 3 === 0 ? '' : i % 3 === 1 ? 'Eau' : 'Sols' });
	await supportProposal(db, host, slug, 7, yes);
	const page = await list(db);
	expect(page.lines).toHaveLength(40);
	expect(page.lines[0]).toMatchObject({ number: 7, theme: 'Eau', supports: 2 });
	expect(page.themes).toEqual([
		{ theme: 'Eau', count: 15 },
		{ theme: 'Sols', count: 15 },
		{ theme: '', count: 15 }
	]);
	const rest = await list(db, 'open', { after: page.next! });
	expect(rest.lines.map(({ theme }) => theme)).toEqual(['', '', '', '', '']);
	const numbers = [...page.lines, ...rest.lines].map(({ number }) => number);
	expect(new Set(numbers).size).toBe(45);
	expect((await list(db, 'open', { before: rest.previous! })).lines).toEqual(page.lines);
	expect((await list(db, 'open', {}, 'Sols')).lines).toHaveLength(15);
	for (const nowhere of ['x', '9999999999', '0', '99'])
		expect((await list(db, 'open', { after: nowhere })).lines).toEqual([]);
});

test('facilitators alone sort, keep and set aside, with a word; who supports it is told; what is settled is not supported', async ({
	db
}) => {
	const { host } = await aPublishedEdition(db);
	const [ada, bo] = [await somebody(db), await somebody(db)];
	const number = await aProposal(db, ada, 'Un film');
	await supportProposal(db, bo, slug, number, joins);
	for (const person of [ada, bo])
		for (const act of [giveTheme, keepProposal, setProposalAside])
			expect(await act(db, person, slug, number, 'x')).toEqual({ ok: false, reason: 'forbidden' });
	expect(await reopenProposal(db, ada, slug, number)).toEqual({ ok: false, reason: 'forbidden' });
	await giveTheme(db, host, slug, number, 'Récits');
	await keepProposal(db, host, slug, number, 'Premier tournage en mars');
	expect((await list(db, 'kept')).lines).toMatchObject([{ number, reason: 'Premier tournage en mars' }]);
	expect([await told(db, ada), await told(db, bo)]).toEqual([['proposals.decided'], ['proposals.decided']]);
	expect((await list(db)).counts).toEqual({ open: 0, kept: 1, aside: 0 });
	await setProposalAside(db, host, slug, number, 'Trop cher');
	expect(await supportProposal(db, host, slug, number, yes)).toEqual({ ok: false, reason: 'settled' });
	await reopenProposal(db, host, slug, number);
	expect(await read(db, host, number)).toMatchObject({ proposal: { fate: null, reason: '' }, supports: 2 });
});

test('an assembly that nobody may see yet takes and shows nothing, but for those who prepare it', async ({
	db
}) => {
	const host = await anEdition(db);
	const input = { title: 'Avant', text: '', theme: '' };
	const ada = await somebody(db);
	expect(await propose(db, ada, slug, input)).toEqual({ ok: false, reason: 'not-found' });
	expect(await propose(db, host, slug, input)).toEqual({ ok: true, number: 1 });
	expect(await editionFor(db, ada, slug)).toBeUndefined();
	expect(await supportProposal(db, ada, slug, 1, yes)).toEqual({ ok: false, reason: 'not-found' });
	const [row] = await db.select({ id: proposals.id }).from(proposals);
	expect((await searchableProposals.entries(db, [row!.id])).size).toBe(0);
});

test('nobody floods an assembly', async ({ db }) => {
	await aPublishedEdition(db);
	const ada = await somebody(db);
	for (let i = 0; i < mostOfOnePerson; i += 1) await aProposal(db, ada, `Encore ${i}`);
	expect(await propose(db, ada, slug, { title: 'Une de trop', text: '', theme: '' })).toEqual({
		ok: false,
		reason: 'too-many'
	});
});

test('who erases themselves takes away what is theirs alone; what others support stays without a name', async ({
	db
}) => {
	await aPublishedEdition(db);
	const [ada, bo] = [await somebody(db, { name: 'Ada' }), await somebody(db)];
	const [alone, shared] = [await aProposal(db, ada, 'Seule'), await aProposal(db, ada, 'Partagée')];
	await supportProposal(db, bo, slug, shared, yes);
	const held = await proposalsData.export(db, ada);
	expect(held.map(({ rows }) => rows.length)).toEqual([2, 2, 0]);
	await proposalsData.erase(db, ada);
	await expect(read(db, bo, alone)).rejects.toThrow();
	const { rows } = await db.execute<{ name: string }>(
		sql`select name from events where actor_id is null and name = 'proposals.changed'`
	);
	expect(rows).toHaveLength(1);
	expect(await read(db, bo, shared)).toMatchObject({ by: null, supports: 1 });
});

test('the file neutralises formulas and says what became of each', async ({ db }) => {
	const { host } = await aPublishedEdition(db);
	await aProposal(db, await somebody(db), '=1+1');
	await keepProposal(db, host, slug, 1, 'Suite');
	const csv = await proposalsInCsv(db, (await findEdition(db, slug))!.id);
	expect(csv.split('\r\n')[1]).toMatch(/^1;;'=1\+1;;1;Feuille de route;Suite;$/);
});

test('proposals made and supported at once have numbers that follow and counts that are right', async () => {
	const { db, close } = await cloneDatabase();
	await aPublishedEdition(db);
	const people = await Promise.all(Array.from({ length: 6 }, () => somebody(db)));
	const numbers = await Promise.all(people.map((one, i) => aProposal(db, one, `En même temps ${i}`)));
	expect(numbers.sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6]);
	await Promise.all(people.map((one) => supportProposal(db, one, slug, 1, yes)));
	expect((await read(db, null, 1)).supports).toBe(6);
	const more = await Promise.all([1, 2, 3, 4].map(() => somebody(db)));
	await Promise.all([
		...people.slice(1, 4).map((one) => db.transaction((tx) => proposalsData.erase(tx, one))),
		...more.map((one) => supportProposal(db, one, slug, 1, yes))
	]);
	expect((await read(db, null, 1)).supports).toBe(7);
	await close();
});
