import { eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { affiliate } from '../people/affiliations.server.ts';
import { foundOrganisation } from '../people/organisations.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { findSkill } from '../skills/skills.server.ts';
import { plantTerritories } from '../territories/planting.server.ts';
import { allyKeepers, allySkills, profiles } from './allies.tables.ts';
import { audienceOf } from './audience.server.ts';
import { allyEvidence } from './facts.tables.ts';
import { refreshAround } from './listings.server.ts';
import { fougeres, lille, rennes } from './map-for-tests.ts';
import { ensurePersonProfile, ensureProfiles } from './profiles.server.ts';
import { fact, writeSaid } from './secret-fields-for-tests.ts';
import type { Writing } from './secrets-for-tests.ts';

/** Those who read, one kind after the other: a page may be read differently by each. */
export const viewerKinds = ['everybody', 'newcomer', 'ally', 'keeper', 'facilitator'] as const;
export type ViewerKind = (typeof viewerKinds)[number];
export const subjects = ['organisation', 'person'] as const;

export type Secrets = Awaited<ReturnType<typeof aPageWithSecrets>>;

/** A page called “Le Milieu” among neighbours to be compared with, for tests; `write` says anew all that it says. */
export async function aPageWithSecrets(db: Database, subject: (typeof subjects)[number]) {
	await plantSkills(db);
	await plantTerritories(db, ['35', '59']);
	const skills = [await skillAt(db, 'facilitation'), await skillAt(db, 'mediation')] as const;
	await aNeighbour(db, 'Avant', { ...rennes, skillId: skills[0] });
	await aNeighbour(db, 'Zénith', { ...lille, skillId: skills[1] });
	const page = await (subject === 'person' ? aPersonWithPage(db) : anOrganisationWithPage(db));
	const viewers: Record<ViewerKind, Person | null> = {
		everybody: null,
		newcomer: await somebody(db),
		ally: await anAllyToRead(db),
		keeper: page.keeper,
		facilitator: await somebody(db, { isFacilitator: true })
	};
	return {
		...{ subject, slug: 'le-milieu', page: page.id, skills, viewers },
		readerOf: (kind: ViewerKind) => audienceOf(db, viewers[kind]),
		/** Who keeps an organisation or facilitates writes its page; a person alone writes theirs. */
		writes: (kind: ViewerKind) => kind === 'keeper' || (kind === 'facilitator' && subject === 'organisation'),
		async write(writing: Writing) {
			await writeSaid(db, { ...page, skills }, writing);
			await page.belong(writing.said.people);
			await refreshAround(db, [page.id]);
		}
	};
}

async function skillAt(db: Database, slug: string): Promise<string> {
	return (await findSkill(db, slug))!.id;
}

async function anAllyToRead(db: Database): Promise<Person> {
	const person = await somebody(db, { name: 'Une alliée' });
	const placed = { circle: 'support', fact: 'charter-signed' } as const;
	await db.insert(allyEvidence).values(fact({ organisationId: null, personId: person.id }, placed));
	return person;
}

async function aNeighbour(
	db: Database,
	name: string,
	{ skillId, ...place }: typeof rennes & { skillId: string }
): Promise<void> {
	const { id } = await foundOrganisation(db, await somebody(db), { name, kind: 'association', place: null });
	const [page] = await ensureProfiles(db, [id], 'public');
	const sentence = 'Un verger et un moulin';
	await db
		.update(profiles)
		.set({ ...place, point: 'town', sentence })
		.where(eq(profiles.id, page!));
	await db.insert(allySkills).values({ profileId: page!, skillId, side: 'offer' });
	await db.insert(allySkills).values({ profileId: page!, skillId, side: 'need' });
	await refreshAround(db, [page!]);
}

async function anOrganisationWithPage(db: Database) {
	const keeper = await somebody(db, { name: 'Gardienne du Milieu' });
	const identity = { name: 'Le Milieu', kind: 'association', place: null } as const;
	const { id } = await foundOrganisation(db, keeper, identity);
	const [page] = await ensureProfiles(db, [id], 'public');
	await db.insert(allyKeepers).values({ profileId: page!, personId: keeper.id });
	const members = [await aMember(db, 'Ada Une', id), await aMember(db, 'Bo Deux', id)];
	return {
		...{ id: page!, keeper, subject: { organisationId: id, personId: null } },
		belong: (chosen: number) => belongTo(db, sql`person_id`, members, chosen)
	};
}

async function aMember(db: Database, name: string, organisationId: string): Promise<string> {
	const person = await somebody(db, { name });
	const own = await ensurePersonProfile(db, person.id);
	await db.execute(sql`update ally_profiles set audience = 'public', shown = shown || '{"people": "public"}'
		where id = ${own}`);
	await affiliate(db, person, organisationId, 'membre');
	return person.id;
}

async function aPersonWithPage(db: Database) {
	const keeper = await somebody(db, { name: 'Le Milieu' });
	const page = await ensurePersonProfile(db, keeper.id);
	const houses: string[] = [];
	for (const name of ['La Maison Une', 'La Maison Deux']) {
		const house = await foundOrganisation(db, keeper, { name, kind: 'association', place: null });
		const [own] = await ensureProfiles(db, [house.id], 'public');
		await db
			.update(profiles)
			.set({ ...fougeres, point: 'town' })
			.where(eq(profiles.id, own!));
		await affiliate(db, keeper, house.id, 'membre');
		houses.push(house.id);
	}
	return {
		...{ id: page, keeper, subject: { organisationId: null, personId: keeper.id } },
		belong: (chosen: number) => belongTo(db, sql`organisation_id`, houses, chosen)
	};
}

/** Of two affiliations, only the chosen one lasts. */
async function belongTo(db: Database, column: SQL, ids: string[], chosen: number): Promise<void> {
	for (const [place, id] of ids.entries())
		await db.execute(sql`update affiliations set until = ${place + 1 === chosen ? null : '2024-06-01'}::date
			where ${column} = ${id}`);
}
