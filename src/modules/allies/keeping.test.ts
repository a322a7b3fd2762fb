import { expect } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { claimPage, decideClaim } from './claiming.server.ts';
import { mayEdit } from './editing.server.ts';
import { keptPage } from './kept-page.ts';
import { endKeeping } from './keeping.server.ts';

const message = { message: 'Je suis la présidente.' };

test('the last keeper leaves only when this is meant; then the page can be claimed again', async ({ db }) => {
	const { page, keeper } = await keptPage(db);
	const other = await somebody(db);
	const leave = (isSure: boolean) => endKeeping(db, keeper, page, { personId: keeper.id, isSure });
	expect(await endKeeping(db, other, page, { personId: keeper.id, isSure: true })).toEqual({
		ok: false,
		reason: 'forbidden'
	});
	expect(await leave(false)).toEqual({ ok: false, reason: 'last-keeper' });
	expect(await leave(true)).toEqual({ ok: true });
	expect(await leave(true)).toEqual({ ok: false, reason: 'not-keeper' });
	expect(await mayEdit(db, keeper, page)).toBe(false);
	expect(await claimPage(db, keeper, 'la-source', message)).toMatchObject({ ok: true });
});

test('two last keepers who leave at once do not leave the page alone unknowingly', async () => {
	const { db, close } = await cloneDatabase();
	const { page, keeper } = await keptPage(db);
	const boss = await somebody(db, { isFacilitator: true });
	const ada = await somebody(db);
	const asked = await claimPage(db, ada, 'la-source', message);
	if (!asked.ok) throw new Error(asked.reason);
	await decideClaim(db, boss, asked.claimId, { outcome: 'accepted', reason: 'Confirmé.' });
	const left = await Promise.all(
		[keeper, ada].map((one) => endKeeping(db, one, page, { personId: one.id, isSure: false }))
	);
	expect(left.filter(({ ok }) => ok)).toHaveLength(1);
	expect(left.filter((one) => !one.ok && one.reason === 'last-keeper')).toHaveLength(1);
	await close();
});
