import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { personToPlay } from '#modules/people/demonstration.server.ts';
import { callToRead, decidedCalls, undecidedCalls } from '#modules/introductions/call-reading.server.ts';
import { openNeeds } from '#modules/introductions/needs.server.ts';
import { introductionsOf } from '#modules/introductions/reading.server.ts';
import { shortListOf } from '#modules/introductions/shortlist.server.ts';
import { worlds } from './worlds.ts';

test('a demonstration shows needs, who could help, an introduction that was agreed, a call that runs and one that was decided', async ({
	db
}) => {
	await worlds.village.plant(db, 0);
	const { lines } = await openNeeds(db, 'allies', {});
	expect(lines.map(({ askedBy }) => askedBy)).toHaveLength(2);
	expect((await openNeeds(db, 'public', {})).lines).toHaveLength(1);
	const evenings = lines.find(({ skills }) => skills.includes('Facilitation'))!;
	const list = await shortListOf(db, 'allies', evenings.id);
	expect(list.map(({ name }) => name)).toContain('Atelier des Passerelles');

	const id = (await personToPlay(db, 'contact'))!;
	const yann = { id, name: 'Yann Le Goff', email: 'yann.legoff@exemple.fr', locale: 'fr' as const };
	const nobody = { isAdministrator: false, isFacilitator: false, isWelcomed: true };
	const mine = await introductionsOf(db, { ...yann, ...nobody });
	expect(mine.lines).toMatchObject([
		{ standing: 'agreed', side: 'helper', contact: { name: 'Monique Lefranc' } }
	]);

	expect(await undecidedCalls(db)).toMatchObject([{ isOpen: true }]);
	const [decided] = (await decidedCalls(db)).lines;
	const read = await callToRead(db, null, 'public', decided!.slug);
	expect(read).toMatchObject({ applications: 2, chosen: [{ name: 'Commune de Saint-Aubin-des-Prés' }] });
});
