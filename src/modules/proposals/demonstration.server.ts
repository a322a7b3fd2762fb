import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { findEdition } from '../assembly/editions.server.ts';
import { proposals } from './proposals.tables.ts';

export type PlantedTheme = { theme: string; items: string[] };

/** Plants what an assembly proposed, as its proceedings list it: nobody's name is beside it. */
export async function plantProposals(tx: Database, slug: string, themes: PlantedTheme[]): Promise<void> {
	const edition = await findEdition(tx, slug);
	if (!edition) return;
	const proposedAt = new Date(`${edition.endsOn}T15:00:00Z`);
	const all = themes.flatMap(({ theme, items }) => items.map((title) => ({ theme, title })));
	await tx
		.insert(proposals)
		.values(
			all.map((one, i) => ({ id: uuidv7(), editionId: edition.id, number: i + 1, proposedAt, ...one }))
		);
}
