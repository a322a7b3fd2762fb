import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { allyLinks, allySkills, profiles } from './allies.tables.ts';
import type { ShownField } from './audiences.ts';
import { allyActivities, allyEvidence } from './facts.tables.ts';
import { lille, rennes } from './map-for-tests.ts';
import type { Said, Writing } from './secrets-for-tests.ts';

export type Page = {
	id: string;
	subject: { organisationId: string | null; personId: string | null };
	/** The skills between which it chooses. */
	skills: readonly [string, string];
};

/** Writes all that a page says of itself straight into its tables, for tests; without a change of its day. */
export async function writeSaid(
	db: Database,
	{ id, subject, skills }: Page,
	{ audience, shown, said }: Writing
): Promise<void> {
	const fields = { audience, shown: { ...shown }, ...fieldsOf(said) };
	await db.update(profiles).set(fields).where(eq(profiles.id, id));
	await writeSkills(db, id, skills, said);
	await writeLinks(db, id, said);
	await writeFacts(db, subject, said);
}

function fieldsOf(said: Said) {
	const one = <Value>(field: ShownField, first: Value, second: Value) => [null, first, second][said[field]]!;
	const nowhere = { territoryId: null, placeLabel: null, placeKind: null, latitude: null, longitude: null };
	const place = one('place', rennes, lille) ?? { ...nowhere, departementCode: null, regionCode: null };
	const siren = one('identifiers', '732829320', '552100554');
	return {
		...place,
		point: said.place === 0 ? null : ('town' as const),
		sentence: one('sentence', 'Un verger de pommes', 'Un moulin de farine'),
		description: one('description', 'Des **abeilles**', 'Des *chevaux*'),
		perimeterId: one('perimeter', 'epci-243500139', 'epci-200093201'),
		perimeterLabel: one('perimeter', 'Rennes Métropole', 'Métropole Européenne de Lille'),
		siren,
		siret: siren && `${siren}00074`,
		rna: one('identifiers', 'W751000001', 'W751000002'),
		website: one('website', 'https://un.exemple', 'https://deux.exemple'),
		email: one('email', 'un@exemple.org', 'deux@exemple.org'),
		phone: one('phone', '0612345678', '0787654321'),
		address: one('address', '1 rue Une', '2 rue Deux'),
		pictureId: one('picture', '33333333-3333-4333-8333-333333333333', '44444444-4444-4444-8444-444444444444')
	};
}

async function writeSkills(
	db: Database,
	page: string,
	skills: readonly [string, string],
	said: Said
): Promise<void> {
	await db.delete(allySkills).where(eq(allySkills.profileId, page));
	for (const [field, side] of [['offers', 'offer'] as const, ['needs', 'need'] as const]) {
		const skillId = said[field] === 0 ? undefined : skills[said[field] - 1];
		const note = `note ${said[field]}`;
		if (skillId) await db.insert(allySkills).values({ profileId: page, skillId, side, note });
	}
}

async function writeLinks(db: Database, page: string, { links }: Said): Promise<void> {
	await db.delete(allyLinks).where(eq(allyLinks.profileId, page));
	if (links === 0) return;
	const link = { label: `lien ${links}`, url: `https://lien-${links}.exemple` };
	await db.insert(allyLinks).values({ profileId: page, position: 1, ...link });
}

/** There is always a fact: whom a circle makes an ally is not what changes. */
async function writeFacts(
	db: Database,
	subject: Page['subject'],
	{ circles, activities }: Said
): Promise<void> {
	const isOf = sql`organisation_id = ${subject.organisationId} or person_id = ${subject.personId}`;
	await db.execute(sql`delete from ally_evidence where ${isOf}`);
	await db.execute(sql`delete from ally_activities where ${isOf}`);
	const facts = ['charter-signed', 'membership-held', 'initiation-attended'] as const;
	const placed = (['support', 'member', 'involved'] as const)[circles];
	await db.insert(allyEvidence).values(fact(subject, { circle: placed, fact: facts[circles] }));
	if (activities > 0)
		await db.insert(allyActivities).values({
			...{ id: uuidv7(), ...subject, source: 'agenda', reference: String(activities) },
			...{ title: `Rencontre ${activities}`, happenedOn: `2024-03-0${activities}` }
		});
}

/** A fact about an ally, shown to all who see its circles, for tests. */
export function fact(
	subject: Page['subject'],
	{ circle, fact }: Pick<typeof allyEvidence.$inferInsert, 'circle' | 'fact'>
): typeof allyEvidence.$inferInsert {
	const happenedAt = new Date('2024-02-01');
	return { id: uuidv7(), ...subject, circle, fact, reference: uuidv7(), happenedAt, isShown: true };
}
