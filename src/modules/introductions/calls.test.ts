import { eq, sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { findSkill } from '../skills/skills.server.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { applyToCall, leaveCall } from './applying.server.ts';
import { tellCandidates } from './call-letters.server.ts';
import { callToManage, weightedMean } from './call-managing.server.ts';
import { callToRead, undecidedCalls } from './call-reading.server.ts';
import { changeCall, openCall } from './calling.server.ts';
import type { CallInput } from './calls.input.ts';
import { callApplications, calls } from './calls.tables.ts';
import { dayOf, daysAfter } from './days.ts';
import { decideCall, scoreApplication } from './deciding.server.ts';
import { anOrganisation, deliverAll } from './neighbourhood.ts';

const written: CallInput = {
	title: 'Accompagner la vallée',
	text: 'Trois jours de marche et d’écoute.',
	wanted: 1,
	deadline: daysAfter(dayOf(new Date()), 20),
	way: 'scores',
	skills: [],
	'skills-words': null,
	place: null,
	'place-id': null,
	criteria: [
		{ label: 'Écoute', weight: 3 },
		{ label: 'Proximité', weight: 1 }
	]
};
const mine = { sentence: 'Je connais la vallée.', inNameOf: 'me' };

async function aCall(db: Database, as: Partial<CallInput> = {}) {
	const facilitator = await somebody(db, { isFacilitator: true });
	const call = await openCall(db, facilitator, { ...written, ...as });
	if (!call.ok) throw new Error(call.reason);
	return { facilitator, slug: call.slug };
}

async function close(db: Database): Promise<void> {
	await db.update(calls).set({ deadline: daysAfter(dayOf(new Date()), -1) });
}

async function applicationIds(db: Database): Promise<string[]> {
	const rows = await db
		.select({ id: callApplications.id })
		.from(callApplications)
		.orderBy(callApplications.id);
	return rows.map(({ id }) => id);
}

describe('a call for allies', () => {
	test('is opened by facilitators alone, and read by everybody with its criteria and weights', async ({
		db
	}) => {
		await plantSkills(db);
		expect(await openCall(db, await somebody(db), written)).toEqual({ ok: false, reason: 'forbidden' });
		const skills = [(await findSkill(db, 'eau'))!.id];
		const { slug } = await aCall(db, { skills });
		expect(slug).toBe('accompagner-la-vallee');
		expect((await aCall(db)).slug).toBe('accompagner-la-vallee-2');
		expect(await callToRead(db, null, 'public', slug)).toMatchObject({
			skills: [{ slug: 'eau' }],
			criteria: [
				{ label: 'Écoute', weight: 3 },
				{ label: 'Proximité', weight: 1 }
			],
			applications: 0,
			chosen: []
		});
		expect(await undecidedCalls(db)).toHaveLength(2);
	});

	test('changes until somebody applies, and then no more, by the page nor by SQL', async ({ db }) => {
		const { facilitator, slug } = await aCall(db);
		const heavier = { ...written, criteria: [{ label: 'Écoute', weight: 10 }] };
		expect(await changeCall(db, facilitator, slug, heavier)).toEqual({ ok: true, slug });
		await applyToCall(db, await somebody(db), slug, mine);
		expect(await changeCall(db, facilitator, slug, written)).toEqual({
			ok: false,
			reason: 'somebody-applied'
		});
		for (const change of [
			sql`update ally_call_criteria set weight = 1`,
			sql`delete from ally_call_criteria`,
			sql`insert into ally_call_criteria select id, 9, 'tricot', 10 from ally_calls`
		])
			await expect(db.transaction((tx) => tx.execute(change))).rejects.toMatchObject({
				cause: { message: 'somebody has applied to this call: its criteria stay' }
			});
	});

	test('is applied to once in each name, in that of an organisation only by who keeps its page, until its last day', async ({
		db
	}) => {
		const { slug } = await aCall(db);
		const { keeper, organisationId } = await anOrganisation(db, 'La Source');
		const stranger = await somebody(db);
		const inItsName = { ...mine, inNameOf: organisationId };
		expect(await applyToCall(db, stranger, slug, inItsName)).toEqual({ ok: false, reason: 'not-kept' });
		expect(await applyToCall(db, keeper, slug, inItsName)).toEqual({ ok: true });
		expect(await applyToCall(db, keeper, slug, mine)).toEqual({ ok: true });
		expect(await applyToCall(db, keeper, slug, mine)).toEqual({ ok: false, reason: 'already' });
		const [first] = await applicationIds(db);
		expect(await leaveCall(db, stranger, slug, first!)).toBe(false);
		expect(await leaveCall(db, keeper, slug, first!)).toBe(true);
		await close(db);
		expect(await applyToCall(db, stranger, slug, mine)).toEqual({ ok: false, reason: 'closed' });
		expect(await applyToCall(db, stranger, 'rien', mine)).toEqual({ ok: false, reason: 'not-found' });
	});

	test('is decided once, after its last day, with reasons that everybody reads; the others are told kindly', async ({
		db
	}) => {
		const { facilitator, slug } = await aCall(db);
		const [ada, bo] = [await somebody(db, { name: 'Ada Choisie' }), await somebody(db, { name: 'Bo Pas' })];
		for (const person of [ada, bo]) await applyToCall(db, person, slug, mine);
		const [first, second] = await applicationIds(db);
		const decision = {
			decision: 'Selon les notes.',
			chosen: [{ id: first!, reason: 'Elle connaît les lieux.' }]
		};
		const both = { ...decision, chosen: [...decision.chosen, { id: second!, reason: 'Aussi.' }] };
		expect(await decideCall(db, facilitator, slug, decision)).toEqual({ ok: false, reason: 'still-open' });
		await close(db);
		expect(await decideCall(db, ada, slug, decision)).toEqual({ ok: false, reason: 'forbidden' });
		expect(await decideCall(db, facilitator, slug, both)).toEqual({ ok: false, reason: 'too-many-chosen' });
		expect(await decideCall(db, facilitator, slug, decision)).toEqual({ ok: true });
		expect(await decideCall(db, facilitator, slug, decision)).toEqual({ ok: false, reason: 'decided' });

		const read = (await callToRead(db, null, 'public', slug))!;
		expect(read.chosen).toMatchObject([
			{ name: 'Ada Choisie', reason: 'Elle connaît les lieux.', slug: null }
		]);
		expect(read).toMatchObject({ applications: 2, mine: [] });
		expect(JSON.stringify(read)).not.toContain('Bo Pas');
		await deliverAll(db, {
			'introductions.call-decided': { tell: tellCandidates('https://alliance.exemple') }
		});
		const { rows } = await db.execute(sql`select recipient, subject, text from mails`);
		const subjectOf = (email: string) => rows.find(({ recipient }) => recipient === email)?.['subject'];
		expect(subjectOf(ada.email)).toMatch(/choisie/);
		expect(subjectOf(bo.email)).toMatch(/Réponse/);
		expect(rows.find(({ recipient }) => recipient === bo.email)!['text']).toMatch(/Merci/);
	});

	test('is weighed by each facilitator by the published weights, never in their own cause', async ({
		db
	}) => {
		const { facilitator, slug } = await aCall(db);
		await applyToCall(db, await somebody(db), slug, mine);
		await applyToCall(db, facilitator, slug, mine);
		const [theirs, own] = await applicationIds(db);
		const scores = [
			{ criterion: 1, score: 5 },
			{ criterion: 2, score: 1 },
			{ criterion: 7, score: 5 }
		];
		const score = (application: string) => scoreApplication(db, facilitator, slug, { application, scores });
		expect(await score(theirs!)).toEqual({ ok: true });
		expect(await score(theirs!)).toEqual({ ok: true });
		expect(await score(own!)).toEqual({ ok: false, reason: 'own-application' });
		const managed = await callToManage(db, facilitator, slug);
		expect(managed!.applications[0]).toMatchObject({ scorers: 1, mean: 4 });
		expect(managed!.applications[1]).toMatchObject({ isOwn: true, mean: null });
		expect(await callToManage(db, await somebody(db), slug)).toBeUndefined();
		expect(weightedMean([{ number: 1, weight: 2 }], [])).toBeNull();
	});
});

test('who applies while the criteria change applies to what is published then', async () => {
	const { db, close } = await cloneDatabase();
	const { facilitator, slug } = await aCall(db);
	const people = await Promise.all([1, 2, 3].map(() => somebody(db)));
	const changed = { ...written, criteria: [{ label: 'Autre', weight: 5 }] };
	const [change, ...applied] = await Promise.all([
		changeCall(db, facilitator, slug, changed),
		...people.map((person) => applyToCall(db, person, slug, mine))
	]);
	expect(applied.every(({ ok }) => ok)).toBe(true);
	const read = (await callToRead(db, null, 'public', slug))!;
	expect(read.criteria.map(({ label }) => label)).toEqual(change.ok ? ['Autre'] : ['Écoute', 'Proximité']);
	expect(await db.$count(callApplications, eq(callApplications.callId, read.call.id))).toBe(3);
	await close();
});
