import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { amendmentsOn, answerAmendment, proposeAmendment } from './amendments.server.ts';
import { charterVersions } from './charter.tables.ts';
import { commentOn, commentsOn, findParagraph } from './discussion.server.ts';
import { digestOf, editParagraph } from './draft-text.server.ts';
import { closeDraft, findDraft, openDraft, putInForce, recordValidation } from './draft.server.ts';
import { plantCharterInForce } from './planting.ts';

const validation = { meeting: 'Assemblée générale', day: '2024-06-14' };

const farAway = '2999-12-31';

async function atOnce(prepare: (db: Database, administrator: Person) => Promise<void>, act: Act) {
	const { db, close } = await cloneDatabase();
	await plantCharterInForce(db);
	const administrator = await somebody(db, { isAdministrator: true });
	await prepare(db, administrator);
	const results = await Promise.all([1, 2, 3, 4].map((turn) => act(db, administrator, turn)));
	const versions = await db.select().from(charterVersions);
	await close();
	return { done: results.filter(({ ok }) => ok).length, versions };
}

type Act = (db: Database, administrator: Person, turn: number) => Promise<{ ok: boolean }>;

test('four administrators who open a draft at once open one', async () => {
	const { done, versions } = await atOnce(async () => undefined, openDraft);
	expect(done).toBe(1);
	expect(versions).toHaveLength(2);
});

test('four administrators who close, or put in force, at once do it once', async () => {
	const opened = async (db: Database, person: Person) => void (await openDraft(db, person));
	expect((await atOnce(opened, closeDraft)).done).toBe(1);
	const validated = async (db: Database, person: Person) => {
		await openDraft(db, person);
		await closeDraft(db, person);
		await recordValidation(db, person, validation);
	};
	const inForce = { version: 2, renewUntil: farAway };
	expect((await atOnce(validated, (db, person) => putInForce(db, person, inForce))).done).toBe(1);
});

test('an edit and an adoption at once leave one of the two, and say so to the other', async () => {
	let text = '';
	const { done } = await atOnce(
		async (db, person) => {
			await openDraft(db, person);
			const { id } = (await findParagraph(db, 2, '1.2'))!;
			await proposeAmendment(db, await somebody(db), id, { wording: 'Adoptée.', reason: 'Mieux' });
		},
		async (db, person, turn) => {
			const { id, text: was } = (await findParagraph(db, 2, '1.2'))!;
			const read = digestOf('Nous ne sommes d’aucun parti.');
			const [amendment] = await amendmentsOn(db, person, id);
			const adoption = { amendmentId: amendment!.id, outcome: 'adopted' as const, answer: null, read };
			const result = await (turn % 2
				? editParagraph(db, person, id, { text: `Écrite par ${turn}.`, read })
				: answerAmendment(db, person, id, adoption));
			text = was;
			return result;
		}
	);
	expect(done).toBe(1);
	expect(text).not.toBe('');
});

test('a comment that arrives while the draft closes is kept or refused, never lost', async () => {
	const { db, close } = await cloneDatabase();
	await plantCharterInForce(db);
	const administrator = await somebody(db, { isAdministrator: true });
	await openDraft(db, administrator);
	const { id } = (await findParagraph(db, 2, '1.1'))!;
	const said = Array.from({ length: 8 }, (_, i) =>
		commentOn(db, administrator, id, { comment: `Remarque ${i}` })
	);
	const [answers] = await Promise.all([Promise.all(said), closeDraft(db, administrator)]);
	expect(await commentsOn(db, id)).toHaveLength(answers.filter(({ ok }) => ok).length);
	expect(await findDraft(db)).toMatchObject({ stage: 'closed' });
	await close();
});
