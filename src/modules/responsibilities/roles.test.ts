import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { aMember } from '../communities/a-group.ts';
import { leaveGroup } from '../communities/members.server.ts';
import { groups } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aGroupThatMeets, aSession, passed, whoHas } from './a-session.ts';
import { writeHandover } from './handover.server.ts';
import { responsibilitiesData } from './personal-data.server.ts';
import { rolesToRead } from './reading.server.ts';
import { leaveOut, writeRole } from './roles.server.ts';
import { giveBackAll, volunteer } from './taking.server.ts';

const read = async (db: Database, person: Person, slug: string) =>
	(await rolesToRead(db, { reader: 'public', person }, slug))!;

test('keepers rename, add and leave out roles; members do not', async ({ db }) => {
	const { slug, keeper, members, session } = await aGroupThatMeets(db, ['Ada']);
	const ada = members[0]!;
	const role = { role: '', name: 'Accueil', meaning: 'Ouvre la porte.' };
	expect(await writeRole(db, ada, slug, role)).toMatchObject({ reason: 'forbidden' });
	expect(await writeRole(db, keeper, slug, role)).toEqual({ ok: true });
	await writeRole(db, keeper, slug, { ...role, role: 'time', name: 'Horloge' });
	await leaveOut(db, keeper, slug, 'presentation', true);
	const names = (await read(db, ada, slug)).sessions[0]!.roles.map(({ key, name }) => name ?? key);
	expect(names).toEqual(['facilitation', 'notes', 'Horloge', 'Accueil']);
	const out = { session, role: 'presentation' };
	expect(await volunteer(db, ada, slug, out)).toMatchObject({ reason: 'not-found' });
	await leaveOut(db, keeper, slug, 'presentation', false);
	expect(await volunteer(db, ada, slug, out)).toEqual({ ok: true });
});

test('who leaves the group gives back their roles; who erases themselves leaves what they handed over, unnamed', async ({
	db
}) => {
	const { slug, keeper, members, session } = await aGroupThatMeets(db, ['Ada', 'Bo']);
	const [ada, bo] = members as [Person, Person];
	const former = await aSession(db, slug, 60);
	await volunteer(db, ada, slug, { session: former, role: 'notes' });
	await passed(db, former, 2);
	await writeHandover(db, ada, slug, { session: former, role: 'notes', text: 'Voir le carnet.' });
	await volunteer(db, ada, slug, { session, role: 'time' });
	await volunteer(db, bo, slug, { session, role: 'notes' });
	await leaveGroup(db, ada, slug);
	const [group] = await db.select({ id: groups.id }).from(groups);
	const details = { groupId: group!.id };
	await giveBackAll(db, { details } as Parameters<typeof giveBackAll>[1]);
	expect(await whoHas(db, keeper, slug, session)).toMatchObject({ time: null, notes: 'Bo' });
	await responsibilitiesData.erase(db, ada);
	const note = (await read(db, bo, slug)).sessions[0]!.roles.find(({ key }) => key === 'notes')!.note;
	expect(note).toMatchObject({ text: 'Voir le carnet.', by: null });
	expect(JSON.stringify(await responsibilitiesData.export(db, ada))).not.toContain('carnet');
});

test('the roles of a confidential group are read by its members alone', async ({ db }) => {
	const { slug, members, session } = await aGroupThatMeets(db, ['Ada'], {
		isConfidential: 'on',
		openness: 'on-request'
	});
	await volunteer(db, members[0]!, slug, { session, role: 'notes' });
	const person = await somebody(db, { isFacilitator: true, isAdministrator: true });
	expect(await rolesToRead(db, { reader: 'allies', person }, slug)).toBeUndefined();
	const inside = await aMember(db, slug, { name: 'Dan' });
	expect(await whoHas(db, inside, slug, session)).toMatchObject({ notes: 'Ada' });
});
