import { expect, test } from 'vitest';
import { cloneDatabase } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { agree, decline, withdraw } from './answering.server.ts';
import { introductions } from './introductions.tables.ts';
import { anAlly, anOpenNeed, word } from './neighbourhood.ts';
import { askIntroduction } from './proposing.server.ts';
import { introductionToRead } from './reading.server.ts';

const contact = { contactEmail: 'aide@exemple.org', contactPhone: null };

test('a double click asks an ally once', async () => {
	const { db, close } = await cloneDatabase();
	await plantSkills(db);
	const ada = await somebody(db);
	await anAlly(db, 'Bo');
	const need = await anOpenNeed(db, ada, ['eau']);
	const asked = await Promise.all([1, 2, 3, 4].map(() => askIntroduction(db, ada, need, 'bo', word)));
	expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await db.$count(introductions)).toBe(1);
	await close();
});

test('five people who ask the same ally at once are three, so that nobody is flooded', async () => {
	const { db, close } = await cloneDatabase();
	await plantSkills(db);
	await anAlly(db, 'Bo');
	const people = [];
	for (let number = 0; number < 5; number += 1) people.push(await somebody(db));
	const needs: string[] = [];
	for (const person of people) needs.push(await anOpenNeed(db, person, ['eau']));
	const asked = await Promise.all(
		people.map((person, i) => askIntroduction(db, person, needs[i]!, 'bo', word))
	);
	expect(asked.filter(({ ok }) => ok)).toHaveLength(3);
	await close();
});

test('an ally who agrees while the asker withdraws is in touch, or it is withdrawn: never both', async () => {
	const { db, close } = await cloneDatabase();
	await plantSkills(db);
	const ada = await somebody(db);
	const need = await anOpenNeed(db, ada, ['eau']);
	for (let round = 0; round < 6; round += 1) {
		const bo = await anAlly(db, `Bo ${round}`);
		const asked = await askIntroduction(db, ada, need, `bo-${round}`, word);
		if (!asked.ok) throw new Error(asked.reason);
		const [agreement, isWithdrawn] = await Promise.all([
			agree(db, bo, asked.id, contact),
			withdraw(db, ada, asked.id)
		]);
		expect(agreement.ok).toBe(!isWithdrawn);
		const view = await introductionToRead(db, ada, asked.id);
		expect(view?.contact !== null).toBe(agreement.ok);
	}
	await close();
});

test('two who answer for one side at once are one answer', async () => {
	const { db, close } = await cloneDatabase();
	await plantSkills(db);
	const [ada, bo] = [await somebody(db), await anAlly(db, 'Bo')];
	const asked = await askIntroduction(db, ada, await anOpenNeed(db, ada, ['eau']), 'bo', word);
	if (!asked.ok) throw new Error(asked.reason);
	const answers = await Promise.all([
		agree(db, bo, asked.id, contact),
		decline(db, bo, asked.id),
		agree(db, bo, asked.id, contact)
	]);
	expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
	await close();
});
