import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { events } from '#platform/events/events.tables.ts';
import { deliverEvent } from '#platform/events/events.server.ts';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { changeProfile } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { renameSignatory, signaturesOf } from './my-signatures.server.ts';
import { mySignature, organisationSignature, plantCharterInForce } from './planting.ts';
import { latestSignatures } from './register.server.ts';
import { searchRegister } from './register-search.server.ts';
import { signCharter } from './signing.server.ts';

const handlers = { 'people.renamed': { 'rename-signatory': renameSignatory } };

async function deliverRenamings(db: Database): Promise<void> {
	const renamings = await db.select().from(events).where(eq(events.name, 'people.renamed'));
	for (const { id } of renamings) await deliverEvent(db, handlers, id);
}

test('who changes their name has signed under their new name, in every version', async ({ db }) => {
	await plantCharterInForce(db);
	const [ada, zoe] = [await somebody(db), await somebody(db, { name: 'Zoé Petit' })];
	const shown = { isNamePublic: true };
	for (const person of [ada, zoe]) await signCharter(db, person, mySignature(shown));
	await signCharter(db, ada, organisationSignature('Les Amis', shown));
	await plantCharterInForce(db, 2);
	await signCharter(db, ada, mySignature({ ...shown, version: 2 }));

	await changeProfile(db, ada, { name: 'Ada Lovelace', locale: 'fr' });
	await deliverRenamings(db);
	const names = (await signaturesOf(db, ada)).map(({ name }) => name);
	expect(names.toSorted()).toEqual(['Ada Lovelace', 'Ada Lovelace', 'Les Amis']);
	expect((await latestSignatures(db, 1)).map(({ name }) => name)).toContain('Zoé Petit');
	expect((await searchRegister(db, 2, 'all', 'lovelace', {}))!.lines).toHaveLength(1);
	expect((await searchRegister(db, 2, 'all', 'martin', {}))!.lines).toEqual([]);
});

test('a change of name that is told twice, or late, changes nothing more', async ({ db }) => {
	await plantCharterInForce(db);
	const ada = await somebody(db);
	await signCharter(db, ada, mySignature());
	await changeProfile(db, ada, { name: 'Ada Byron', locale: 'fr' });
	await changeProfile(db, ada, { name: 'Ada Lovelace', locale: 'fr' });
	await deliverRenamings(db);
	await deliverRenamings(db);
	expect(await signaturesOf(db, ada)).toMatchObject([{ name: 'Ada Lovelace' }]);
	expect(await db.select().from(events).where(eq(events.name, 'charter.signature-changed'))).toHaveLength(1);
});
