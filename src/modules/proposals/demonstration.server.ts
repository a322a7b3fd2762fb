import { like, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { findEdition } from '../assembly/editions.server.ts';
import { inventedDomain } from '../people/personas.ts';
import { persons } from '../people/people.tables.ts';
import { proposals, proposalSupports } from './proposals.tables.ts';

export type PlantedTheme = { theme: string; items: string[] };

/** Plants what an assembly proposed, as its proceedings list it, without a name beside it; invented people support some of it. */
export async function plantProposals(tx: Database, slug: string, themes: PlantedTheme[]): Promise<void> {
	const edition = await findEdition(tx, slug);
	if (!edition) return;
	const proposedAt = new Date(`${edition.endsOn}T15:00:00Z`);
	const all = themes
		.flatMap(({ theme, items }) => items.map((title) => ({ theme, title })))
		.map((one, i) => ({ id: uuidv7(), editionId: edition.id, number: i + 1, proposedAt, ...one }));
	await tx.insert(proposals).values(all);
	const people = await tx
		.select({ id: persons.id })
		.from(persons)
		.where(like(persons.email, `%@${inventedDomain}`))
		.orderBy(persons.email)
		.limit(40);
	const supports = people.flatMap((person, i) =>
		all
			.filter(({ number }) => (i * 5 + number * 3) % 7 < number % 4)
			.map(({ id, number }) => ({ proposalId: id, personId: person.id, joins: (i + number) % 5 === 0 }))
	);
	if (supports.length === 0) return;
	await tx.insert(proposalSupports).values(supports);
	await tx.execute(sql`update ${proposals} set supports =
		(select count(*) from ${proposalSupports} s where s.proposal_id = ${proposals.id})`);
}
