import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { agree, decline } from './answering.server.ts';
import { noteOutcome, proposeIntroduction } from './facilitating.server.ts';
import { asked, contact, mails, view } from './introduced.ts';
import {
	introductionToFollow,
	introductionsToFollow,
	needsToFollow,
	needToFollow
} from './managing.server.ts';
import { anAlly, anOpenNeed } from './neighbourhood.ts';

const word = 'Vous gagneriez à vous connaître.';

test('a facilitator proposes two allies to each other; both are asked, and neither is named to the other who may not see them', async ({
	db
}) => {
	await plantSkills(db);
	const claire = await somebody(db, { isFacilitator: true });
	const ada = await anAlly(db, 'Ada');
	const bo = await anAlly(db, 'Bo', { audience: 'allies', offers: ['eau'] });
	const need = await anOpenNeed(db, ada, ['eau']);
	const proposal = { word, asker: null, helper: 'bo' };
	expect(await proposeIntroduction(db, ada, need, proposal)).toEqual({ ok: false, reason: 'forbidden' });
	const proposed = await proposeIntroduction(db, claire, need, proposal);
	if (!proposed.ok) throw new Error(proposed.reason);
	expect((await mails(db)).map(({ recipient }) => recipient).sort()).toEqual([ada.email, bo.email].sort());
	expect(await view(db, ada, proposed.id)).toMatchObject({
		standing: 'to-answer',
		other: null,
		otherSlug: null
	});
	expect(await view(db, bo, proposed.id)).toMatchObject({ standing: 'to-answer', other: 'Ada' });

	await agree(db, ada, proposed.id, contact);
	expect((await view(db, ada, proposed.id)).other).toBeNull();
	await agree(db, bo, proposed.id, contact);
	expect(await view(db, ada, proposed.id)).toMatchObject({ other: 'Bo', contact: { name: 'Bo' } });
});

test('two allies are proposed to each other without a need, once at a time', async ({ db }) => {
	const claire = await somebody(db, { isFacilitator: true });
	const [, bo] = [await anAlly(db, 'Ada'), await anAlly(db, 'Bo')];
	const propose = (asker: string, helper: string) =>
		proposeIntroduction(db, claire, null, { word, asker, helper });
	const first = await propose('ada', 'bo');
	if (!first.ok) throw new Error(first.reason);
	expect(await propose('ada', 'bo')).toEqual({ ok: false, reason: 'already' });
	expect(await propose('ada', 'ada')).toEqual({ ok: false, reason: 'oneself' });
	expect(await propose('ada', 'rien')).toEqual({ ok: false, reason: 'no-such-ally' });
	await decline(db, bo, first.id);
	expect((await propose('ada', 'bo')).ok).toBe(true);
	const told = (await mails(db)).filter(({ recipient }) => recipient === claire.email);
	expect(told.map(({ text }) => text).join()).toMatch(/gestion\/mises-en-relation/);
});

test('facilitators read first the needs for which nobody is asked, the oldest before; others read none', async ({
	db
}) => {
	const { need: answered, ada } = await asked(db);
	const bo = await somebody(db);
	const older = await anOpenNeed(db, bo, ['eau']);
	const newer = await anOpenNeed(db, bo, ['eau']);
	const claire = await somebody(db, { isFacilitator: true });
	const page = (await needsToFollow(db, claire))!;
	expect(page.lines.map(({ id }) => id)).toEqual([older, newer, answered]);
	const rest = (await needsToFollow(db, claire, `0.${older}`))!;
	expect(rest.lines.map(({ id }) => id)).toEqual([newer, answered]);
	expect((await needsToFollow(db, claire, "'; drop"))!.lines).toHaveLength(3);
	expect((await needToFollow(db, claire, answered))!.introductions).toMatchObject([{ standing: 'waiting' }]);
	expect(await needsToFollow(db, ada)).toBeUndefined();
	expect(await needToFollow(db, ada, older)).toBeUndefined();
	expect(await introductionsToFollow(db, ada)).toBeUndefined();
});

test('facilitators follow who is in touch and note what came of it; they read no contact, and who declined is nobody’s business', async ({
	db
}) => {
	const { ada, bo, id } = await asked(db);
	const claire = await somebody(db, { isFacilitator: true });
	const told = { outcome: 'met' as const, sentence: 'Vus au marché.' };
	expect(await noteOutcome(db, claire, id, told)).toBe(false);
	await agree(db, bo, id, contact);
	expect(await noteOutcome(db, ada, id, told)).toBe(false);
	expect(await noteOutcome(db, claire, id, told)).toBe(true);
	const followed = await introductionsToFollow(db, claire);
	expect(followed!.lines).toMatchObject([{ id, standing: 'agreed', told: [{ toldAs: 'facilitator' }] }]);
	expect(JSON.stringify(followed)).not.toMatch(/@exemple.org|06 12/);
	expect(await introductionToFollow(db, claire, 'x')).toBeUndefined();
	expect((await view(db, ada, id)).outcome).toBeNull();
});
