import { expect } from 'vitest';
import { sql } from 'drizzle-orm';
import { test } from '#platform/testing.server.ts';
import { activityIn, give, roomWith, textKey, tokenOf } from '../a-room.ts';
import { roomContributions } from '../answers.tables.ts';
import { hideContribution } from '../ruling.server.ts';
import { chartNow } from '../charts-now.server.ts';
import { keyFor } from '../tokens.server.ts';
import { findOpinionGroups } from './finding.server.ts';
import { polisFile, polisFiles, type PolisFile } from './polis-files.server.ts';

test('people who vote alike are shown as groups, with what unites and what divides them, and nobody is in it', async ({
	db
}) => {
	const opened = await roomWith(db, 'statements', { settings: { most: 20 } });
	const author = tokenOf(opened.room);
	for (let i = 0; i < 8; i += 1) await give(db, opened, author, { key: textKey(), text: `Affirmation ${i}` });
	const statements = await db.select().from(roomContributions).orderBy(roomContributions.number);
	const tokens = Array.from({ length: 24 }, () => tokenOf(opened.room));
	for (const [person, token] of tokens.entries())
		for (const [i, { id }] of statements.entries()) {
			const vote = i === 0 ? 'agree' : (i + person) % 2 === 0 ? 'agree' : 'disagree';
			await give(db, opened, token, { contribution: id, vote });
		}
	const jobs = await db.execute(
		sql`select count(*)::int as waiting from graphile_worker.jobs where task_identifier = 'find-opinion-groups'`
	);
	expect(jobs.rows).toEqual([{ waiting: 1 }]);

	await findOpinionGroups(db, { activityId: opened.activityId });
	const opinions = async () => {
		const chart = await chartNow(db, await activityIn(db, opened.activityId), false);
		return chart.shape === 'texts' ? chart.opinions : null;
	};
	const { map, words } = (await opinions())!;
	expect(map.groups.map(({ size }) => size)).toEqual([12, 12]);
	expect(map.uniting.map(({ statement, vote }) => [words[statement], vote])).toEqual([
		['Affirmation 0', 'agree']
	]);
	expect(map.dividing).toHaveLength(5);
	expect(map.places.reduce((sum, { count }) => sum + count, 0)).toBe(24);
	for (const token of tokens) expect(JSON.stringify(map)).not.toContain(keyFor(token, opened.activityId));

	const lines = async (file: PolisFile) =>
		(await polisFile(db, opened.activityId, file)).trim().split('\r\n');
	expect(await lines('votes')).toHaveLength(1 + 24 * 8);
	expect((await lines('comments'))[1]).toBe(',,0,,24,0,1,Affirmation 0');
	const [, first] = await lines('participants-votes');
	expect(first).toMatch(/^0,[01],,8,\d,\d,1(,-?1){7}$/);
	for (const file of polisFiles)
		for (const token of tokens)
			expect(await polisFile(db, opened.activityId, file)).not.toContain(keyFor(token, opened.activityId));

	await hideContribution(db, opened.host, opened.room.code, statements[0]!.id);
	expect((await opinions())!.words).not.toHaveProperty(statements[0]!.id);
	await findOpinionGroups(db, { activityId: opened.activityId });
	expect((await opinions())!.map.uniting).toEqual([]);
});
