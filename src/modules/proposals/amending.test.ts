import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { findEdition } from '../assembly/editions.server.ts';
import { somebody } from '../people/somebody.ts';
import { aProposal, aPublishedEdition, read, slug, told } from './a-proposal.ts';
import { amend, answerAmendment } from './amending.server.ts';
import { keepProposal, mergeProposals } from './deciding.server.ts';
import { supportProposal } from './making.server.ts';
import { proposalToRead } from './proposal-reading.server.ts';
import { proposalSources, proposals } from './proposals.tables.ts';

const wording = (text: string, version = 0) => ({ title: 'Un bus', text, reason: 'Plus clair', version });

async function first(db: Database, number: number) {
	return (await read(db, null, number)).amendments[0]!;
}

test('another wording is taken or declined by the author; both are told; what was written on a former text is not taken', async ({
	db
}) => {
	await aPublishedEdition(db);
	const [ada, bo, cy] = [await somebody(db), await somebody(db, { name: 'Bo' }), await somebody(db)];
	const number = await aProposal(db, ada, 'Un bus', { text: 'Un bus rouge.' });
	await amend(db, bo, slug, number, wording('Un bus électrique.'));
	await amend(db, cy, slug, number, wording('Un bus à cheval.'));
	expect(await told(db, ada)).toEqual(['proposals.amended']);
	const [horse, electric] = (await read(db, ada, number)).amendments.map(({ id }) => id);
	const answer = (amendment: string, isTaken: boolean) => ({ amendment, answer: 'Merci', isTaken });
	expect(await answerAmendment(db, bo, slug, number, answer(electric!, true))).toMatchObject({
		reason: 'forbidden'
	});
	expect(await answerAmendment(db, ada, slug, number, answer(electric!, true))).toEqual({ ok: true });
	expect(await read(db, ada, number)).toMatchObject({
		proposal: { text: 'Un bus électrique.', version: 1 },
		amendments: [{ isOutdated: true }, { outcome: 'taken', by: 'Bo', answer: 'Merci' }]
	});
	expect(await answerAmendment(db, ada, slug, number, answer(horse!, true))).toMatchObject({
		reason: 'changed'
	});
	expect(await answerAmendment(db, ada, slug, number, answer(horse!, false))).toEqual({ ok: true });
	expect(await answerAmendment(db, ada, slug, number, answer(horse!, false))).toMatchObject({
		reason: 'settled'
	});
	expect(await answerAmendment(db, ada, slug, number, answer(uuidv7(), true))).toMatchObject({
		reason: 'not-found'
	});
	expect([await told(db, bo), await told(db, cy)]).toEqual([['proposals.answered'], ['proposals.answered']]);
	expect(await amend(db, bo, slug, number, wording('Encore'))).toMatchObject({ reason: 'changed' });
	const same = wording('Un bus électrique.', 1);
	expect(await amend(db, bo, slug, number, same)).toMatchObject({ reason: 'unchanged' });
});

test('the author and facilitators change the wording at once, and what changed stays to be read', async ({
	db
}) => {
	const { host } = await aPublishedEdition(db);
	const ada = await somebody(db);
	const number = await aProposal(db, ada, 'Un bus', { text: 'Un bus rouge.' });
	await amend(db, ada, slug, number, wording('Un bus vert.'));
	await amend(db, host, slug, number, wording('Un bus bleu.', 1));
	const { proposal, amendments } = await read(db, null, number);
	expect(proposal).toMatchObject({ text: 'Un bus bleu.', version: 2 });
	expect(amendments[0]!.words.filter(({ kind }) => kind !== 'kept')).toEqual([
		{ kind: 'removed', text: 'vert' },
		{ kind: 'added', text: 'bleu' }
	]);
	await keepProposal(db, host, slug, number, 'Suite');
	expect(await amend(db, ada, slug, number, wording('Trop tard', 2))).toMatchObject({ reason: 'settled' });
});

test('two wordings that are taken at once: one is, the other is told that the text changed', async () => {
	const { db, close } = await cloneDatabase();
	await aPublishedEdition(db);
	const ada = await somebody(db);
	const number = await aProposal(db, ada, 'Un bus');
	const results = await Promise.all(
		['a', 'b', 'c'].map((text) => amend(db, ada, slug, number, wording(text)))
	);
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	expect((await first(db, number)).outcome).toBe('taken');
	expect((await read(db, null, number)).proposal.version).toBe(1);
	await close();
});

test('merging keeps who supports and joins either, where both come from, and leads from one to the other', async ({
	db
}) => {
	const { host } = await aPublishedEdition(db);
	const [ada, bo, cy] = [await somebody(db), await somebody(db, { name: 'Bo' }), await somebody(db)];
	const [said, other] = [uuidv7(), uuidv7()];
	const one = await aProposal(db, ada, 'Un bus', { said });
	const two = await aProposal(db, ada, 'Une caravane', { text: 'À cheval', said: other });
	const three = await aProposal(db, cy, 'Des voyages');
	await supportProposal(db, bo, slug, two, { supports: true, joins: true });
	await supportProposal(db, cy, slug, one, { supports: true, joins: false });
	await supportProposal(db, bo, slug, one, { supports: true, joins: false });
	for (const person of [ada, bo])
		expect(await mergeProposals(db, person, slug, two, one)).toMatchObject({ reason: 'forbidden' });
	expect(await mergeProposals(db, host, slug, two, one)).toEqual({ ok: true });
	expect(await read(db, ada, one)).toMatchObject({
		...{ supports: 3, joining: { names: ['Bo'] } },
		merged: [{ title: 'Une caravane', text: 'À cheval' }]
	});
	expect(await mergeProposals(db, host, slug, one, three)).toEqual({ ok: true });
	const edition = (await findEdition(db, slug))!;
	for (const gone of [one, two])
		expect(await proposalToRead(db, null, edition, gone)).toEqual({ movedTo: three });
	expect((await read(db, null, three)).supports).toBe(3);
	const [taker] = await db.select().from(proposals).where(eq(proposals.number, three));
	const sources = await db.select().from(proposalSources).where(eq(proposalSources.proposalId, taker!.id));
	expect(sources).toHaveLength(2);
	for (const into of [three, 99, one])
		expect(await mergeProposals(db, host, slug, three, into)).toMatchObject({ ok: false });
});

test('each of two proposals merged into the other at once: one merge is done, and nothing waits for ever', async () => {
	const { db, close } = await cloneDatabase();
	const { host } = await aPublishedEdition(db);
	const [one, two] = [await aProposal(db, host, 'Une'), await aProposal(db, host, 'Deux')];
	const merges = [1, 2, 3].flatMap(() => [
		mergeProposals(db, host, slug, one, two),
		mergeProposals(db, host, slug, two, one)
	]);
	expect((await Promise.all(merges)).filter(({ ok }) => ok)).toHaveLength(1);
	await close();
});
