import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { aGathering, fromNow } from '#modules/agenda/a-gathering.ts';
import { noteOwnPresence } from '#modules/agenda/at-the-door.server.ts';
import { bringSubject } from '#modules/agenda/open-hour.server.ts';
import { presenceSheet } from '#modules/agenda/presence-sheet.server.ts';
import { tellTakeaway } from '#modules/agenda/takeaways.server.ts';
import { writeTraces } from '#modules/agenda/traces.server.ts';
import { changeProfile as changeAllyProfile } from '#modules/allies/changing.server.ts';
import { claimPage } from '#modules/allies/claiming.server.ts';
import { refreshListings } from '#modules/allies/listings.server.ts';
import { openOwnPage } from '#modules/allies/own-page.server.ts';
import { findPage } from '#modules/allies/page.server.ts';
import { ensureProfiles } from '#modules/allies/profiles.server.ts';
import { proposeAmendment } from '#modules/charter/amendments.server.ts';
import { commentOn, findParagraph } from '#modules/charter/discussion.server.ts';
import { openDraft } from '#modules/charter/draft.server.ts';
import { mySignature, organisationSignature, plantCharterInForce } from '#modules/charter/planting.ts';
import { signCharter } from '#modules/charter/signing.server.ts';
import { aGroup } from '#modules/communities/a-group.ts';
import { joinGroup } from '#modules/communities/joining.server.ts';
import { aThread, say } from '#modules/conversations/a-thread.ts';
import { keepDraft } from '#modules/conversations/drafts.server.ts';
import { chooseScope } from '#modules/conversations/following.server.ts';
import { hideMessage, reportMessage } from '#modules/conversations/moderation.server.ts';
import { react } from '#modules/conversations/reacting.server.ts';
import { askAndAnswer } from '#modules/introductions/lived.ts';
import { affiliate } from '#modules/people/affiliations.server.ts';
import { closeNotes } from '#modules/notes/changing.server.ts';
import { saveNotes } from '#modules/notes/saving.server.ts';
import { erasePerson, heldAbout } from '#modules/people/erasure.server.ts';
import { foundOrganisation } from '#modules/people/organisations.server.ts';
import { changeProfile } from '#modules/people/people.server.ts';
import { grantRole } from '#modules/people/roles.server.ts';
import { createSignIn, openSession, requestSignInLink } from '#modules/people/sign-in.server.ts';
import { somebody } from '#modules/people/somebody.ts';
import type { Person } from '#modules/people/people.server.ts';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { holders } from './erasers.server.ts';
import { notesRule } from './notes.server.ts';

const refersToSomeone = /^(person|actor|user|founder|author|recipient)(_id)?$|_by$|^e?mail$/;

test('every table that refers to a person is known by who erases', async ({ db }) => {
	const { rows } = (await db.execute(sql`
		select conrelid::regclass::text as table from pg_constraint
		where contype = 'f' and confrelid = 'persons'::regclass
		union
		select table_name as table from information_schema.columns
		where table_schema = 'public' and column_name ~ ${refersToSomeone.source}
			and table_name <> 'alliance'`)) as unknown as { rows: { table: string }[] };
	const known = holders.flatMap(({ tables }) => tables);
	expect(rows.length).toBeGreaterThan(8);
	expect(rows.map(({ table }) => table).filter((table) => !known.includes(table))).toEqual([]);
});

test('who erases names only tables that there are, each once', async ({ db }) => {
	const known = holders.flatMap(({ tables }) => tables);
	expect(new Set(known).size).toBe(known.length);
	for (const table of known) await db.execute(sql`select 1 from ${sql.identifier(table)} limit 1`);
});

test('nothing leads to a person who erased themselves', async ({ db }) => {
	const ada = await lived(db);
	const before = await tracesOf(db, ada);
	expect(before).toEqual(
		expect.arrayContaining(['persons.name', 'persons.email', 'mails.recipient', 'events.actor_id'])
	);
	expect(await erasePerson(db, ada, holders)).toEqual({ ok: true });
	expect(await tracesOf(db, ada)).toEqual([]);
});

test('what a person takes away holds what they did', async ({ db }) => {
	const ada = await lived(db);
	const taken = JSON.stringify(await heldAbout(db, ada, holders));
	for (const known of [
		ada.name,
		ada.email,
		'Les Amis du Lavoir',
		'trésorière',
		'people.organisation-founded',
		'Agissons ensemble.',
		'meunière',
		'répare des lavoirs',
		'Avec qui continuer ?',
		'Une recyclerie au lavoir',
		'Le four du moulin',
		'Je pense que'
	])
		expect(taken, known).toContain(known);
});

test('what a person takes away holds nothing of others', async ({ db }) => {
	await lived(db);
	const eve = await somebody(db, { name: 'Eve Leroy', email: 'eve@exemple.org' });
	const taken = JSON.stringify(await heldAbout(db, eve, holders));
	for (const foreign of ['Zoé', 'zoe@', 'Lavoir']) expect(taken).not.toContain(foreign);
});

/** Somebody who has used everything. */
async function lived(db: Database): Promise<Person> {
	const ada = await somebody(db, {
		name: 'Zoé Quintal-Vasseur',
		email: 'zoe@exemple.org',
		isFacilitator: true
	});
	const boss = await somebody(db, { name: 'Max Roche', isAdministrator: true });
	await grantRole(db, boss, { holder: ada.email, role: 'administrator' });
	await grantRole(db, { ...ada, isAdministrator: true }, { holder: boss.email, role: 'facilitator' });

	const signIn = createSignIn(db, { origin: 'http://localhost:5173', secret: 'x'.repeat(32) });
	await openSession(signIn, ada.id, 'Firefox');
	await requestSignInLink(signIn, ada.email, { language: 'fr', returnTo: '/' });
	const organisation = { name: 'Les Amis du Lavoir', kind: 'association', place: null } as const;
	const { id } = await foundOrganisation(db, ada, organisation);
	await affiliate(db, ada, id, 'trésorière');
	await changeProfile(db, ada, { name: ada.name, locale: 'en' });

	const page = (await findPage(db, await openOwnPage(db, ada)))!.profileId;
	await changeAllyProfile(db, ada, page, {
		sentence: 'Zoé Quintal-Vasseur répare des lavoirs.',
		audience: 'public'
	});
	const others = await foundOrganisation(db, boss, { ...organisation, name: 'Les Amis du Moulin' });
	await refreshListings(db, await ensureProfiles(db, [others.id], 'public'));
	await claimPage(db, ada, 'les-amis-du-moulin', { message: 'Zoé Quintal-Vasseur, meunière' });

	await plantCharterInForce(db);
	await signCharter(db, ada, mySignature({ isNamePublic: true }));
	await signCharter(db, ada, organisationSignature('Les Amis du Pont', { isNamePublic: true }));
	await openDraft(db, boss);
	const paragraph = (await findParagraph(db, 2, '1.1'))!.id;
	await commentOn(db, ada, paragraph, { comment: 'Bravo' });
	await proposeAmendment(db, ada, paragraph, { wording: 'Agissons ensemble.', reason: 'Plus court' });
	await askAndAnswer(db, ada);
	await attended(db, ada, id);
	await talked(db, ada);
	return ada;
}

/** They joined a group, wrote in it, were named and told in it, and told its keepers of a message. */
async function talked(db: Database, person: Person): Promise<void> {
	const { slug, keeper } = await aGroup(db);
	await joinGroup(db, person, 'allies', slug, null);
	await chooseScope(db, person, slug, 'all');
	const key = await aThread(db, keeper, slug, { text: `Demandons à @${person.name}` });
	await say(db, person, slug, key, `Le four du moulin, dit @${keeper.name}`);
	await say(db, keeper, slug, key, 'Bien vu');
	const at = { slug, key, number: 1 };
	await react(db, person, at, 'thanks');
	await reportMessage(db, person, at, 'À regarder');
	await keepDraft(db, person, slug, { thread: key, subject: '', text: 'Je pense que', isQuestion: false });
	const theirs = await aThread(db, person, slug, { subject: `Idées de ${person.name}` });
	await say(db, keeper, slug, theirs, 'Oui');
	await aThread(db, person, slug, { subject: 'Seule' });
	await hideMessage(db, keeper, { slug, key, number: 2 }, 'Hors sujet');
}

/** They ran a gathering, were there for their organisation, and brought a subject to an open hour. */
async function attended(db: Database, person: Person, organisation: string): Promise<void> {
	const { id: gatheringId, slug } = await aGathering(db, { hostId: person.id });
	const site = { secret: 'x'.repeat(32) };
	const cle = (await presenceSheet(db, person, slug, site))!.doorKey!;
	await noteOwnPresence(db, person, slug, { cle, organisation }, site);
	await tellTakeaway(db, person, slug, { words: ['élan'], question: 'Avec qui continuer ?' });
	await writeTraces(db, person, slug, { recording: null, read: '' });
	await saveNotes(db, notesRule, person, gatheringId, { text: 'Nous avons choisi.', base: null });
	await closeNotes(db, notesRule, person, { notesId: gatheringId, isClosed: true });
	const coming = { kind: 'open-hour', startsAt: fromNow(60), endsAt: fromNow(120) } as const;
	const openHour = await aGathering(db, coming);
	const subject = { subject: 'Une recyclerie au lavoir', text: null };
	await bringSubject(db, { person, reader: 'allies', slug: openHour.slug }, subject);
}

/** Every column of the database in which a person’s id, address or name can be read. */
async function tracesOf(db: Database, { id, email, name }: Person): Promise<string[]> {
	const { rows } = await db.execute(sql`
		select c.table_schema as schema, c.table_name as table, c.column_name as column
		from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
		where t.table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
			and data_type in ('text', 'uuid', 'jsonb', 'json', 'character varying', 'ARRAY')`);
	const found: string[] = [];
	for (const { schema, table, column } of rows as { schema: string; table: string; column: string }[]) {
		const text = sql`${sql.identifier(column)}::text`;
		const { rows: hits } = await db.execute(sql`
			select 1 from ${sql.identifier(schema)}.${sql.identifier(table)}
			where position(${id} in ${text}) > 0 or position(${email} in ${text}) > 0 or position(${name} in ${text}) > 0
			limit 1`);
		if (hits.length > 0) found.push(`${table}.${column}`);
	}
	return found;
}
