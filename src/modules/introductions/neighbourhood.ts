import { sql } from 'drizzle-orm';
import { deliverEvent, type EventHandlers } from '#platform/events/events.server.ts';
import type { Database } from '#platform/database.server.ts';
import type { Audience, Shown } from '../allies/audiences.ts';
import { changeProfile } from '../allies/changing.server.ts';
import { ensurePersonProfile, ensureProfiles } from '../allies/profiles.server.ts';
import { foundOrganisation } from '../people/organisations.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { findSkill } from '../skills/skills.server.ts';
import { dayOf, daysAfter } from './days.ts';
import type { NeedInput } from './needs.input.ts';
import { openNeed } from './opening.server.ts';

type Page = {
	offers?: string[];
	point?: { latitude: number; longitude: number };
	audience?: Audience;
	shown?: Partial<Shown>;
	isFacilitator?: boolean;
};

/** Inserts, for a test, a person whose page everybody sees, with the skills of these addresses; the slug is that of the name. */
export async function anAlly(db: Database, name: string, page: Page = {}): Promise<Person> {
	const person = await somebody(db, { name, isFacilitator: page.isFacilitator ?? false });
	await describe(db, person, await ensurePersonProfile(db, person.id), page);
	return person;
}

/** Inserts, for a test, an organisation whose page its founder keeps. */
export async function anOrganisation(
	db: Database,
	name: string,
	page: Page = {}
): Promise<{ keeper: Person; organisationId: string }> {
	const keeper = await somebody(db, { name: `Contact of ${name}` });
	const { id } = await foundOrganisation(db, keeper, { name, kind: 'association', place: null });
	const [profileId] = await ensureProfiles(db, [id], 'public');
	await addKeeper(db, id, keeper);
	await describe(db, keeper, profileId!, page);
	return { keeper, organisationId: id };
}

/** Makes somebody, for a test, a keeper of the page of an organisation. */
export async function addKeeper(db: Database, organisationId: string, { id }: Person): Promise<void> {
	await db.execute(sql`insert into ally_keepers (profile_id, person_id)
		select p.id, ${id} from ally_profiles p where p.organisation_id = ${organisationId}`);
}

const toAll = ['sentence', 'place', 'offers', 'needs', 'people', 'circles', 'activities'] as const;
const open = Object.fromEntries(toAll.map((field) => [field, 'public'])) as Partial<Shown>;

async function describe(db: Database, actor: Person, profileId: string, page: Page): Promise<void> {
	const { offers = [], point, audience = 'public', shown = {} } = page;
	const ids = await Promise.all(offers.map(async (slug) => (await findSkill(db, slug))!.id));
	const changed = await changeProfile(db, actor, profileId, {
		audience,
		shown: { ...open, ...shown },
		offers: ids.map((skillId) => ({ skillId, note: null })),
		...(point ? { point } : {})
	});
	if (!changed.ok) throw new Error(`the page was refused: ${changed.reason}`);
}

/** What somebody may fill in to open a need, for a test. */
export async function needFor(
	db: Database,
	slugs: string[],
	as: Partial<NeedInput> = {}
): Promise<NeedInput> {
	const skills = await Promise.all(slugs.map(async (slug) => (await findSkill(db, slug))!.id));
	return {
		sentence: 'Quelqu’un pour animer une soirée.',
		skills,
		'skills-words': null,
		inNameOf: 'me',
		place: null,
		'place-id': null,
		until: daysAfter(dayOf(new Date()), 30),
		isPublic: false,
		...as
	};
}

/** Opens a need in a test, and gives its id. */
export async function anOpenNeed(
	db: Database,
	person: Person,
	slugs = ['facilitation'],
	as: Partial<NeedInput> = {}
): Promise<string> {
	const opening = await openNeed(db, person, await needFor(db, slugs, as));
	if (!opening.ok) throw new Error(`the need was refused: ${opening.reason}`);
	return opening.id;
}

/** Delivers what was recorded, as the queue does after a commit. */
export async function deliverAll(db: Database, handlers: EventHandlers): Promise<void> {
	const { rows } = await db.execute<{ id: number }>(sql`select id::int from events order by id`);
	for (const { id } of rows) await deliverEvent(db, handlers, id);
}

/** A word and a way to be reached, for a test. */
export const word = {
	word: 'Votre expérience nous serait précieuse.',
	contactEmail: 'moi@exemple.org',
	contactPhone: null
};
