import { and, asc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { plainText } from '#platform/markdown.server.ts';
import { idsByPage, refile, type Searchable } from '#platform/search/searchables.server.ts';
import { m } from '#words/messages.js';
import { findEdition, publishedSlugs } from '../assembly/editions.server.ts';
import { proposals } from './proposals.tables.ts';

/** The proposals of assemblies whose programme is published; what was merged is found by the one that took it in. */
export const searchableProposals: Searchable = {
	kind: 'proposal',
	label: () => m.proposals_title(),
	async entries(db, refs) {
		const isOwn = or(isNull(proposals.fate), ne(proposals.fate, 'merged'));
		const rows = await db
			.select()
			.from(proposals)
			.where(and(inArray(proposals.id, refs), isOwn));
		const slugs = await publishedSlugs(db, [...new Set(rows.map(({ editionId }) => editionId))]);
		return new Map(
			rows
				.filter(({ editionId }) => slugs.has(editionId))
				.map(({ id, editionId, number, title, theme, text }) => [
					id,
					[
						{
							audience: 'public' as const,
							url: `/assemblees/${slugs.get(editionId)}/propositions/${number}`,
							...{ title, summary: theme, body: plainText(text) }
						}
					]
				])
		);
	},
	refs: (db) =>
		idsByPage((last, size) =>
			db
				.select({ id: proposals.id })
				.from(proposals)
				.where(gt(proposals.id, last))
				.orderBy(asc(proposals.id))
				.limit(size)
		)
};

/** What is found of a proposal is what it says now. */
export async function refileProposal(
	tx: Database,
	{ details }: HappenedEvent<'proposals.made' | 'proposals.changed'>
): Promise<void> {
	await refile(tx, searchableProposals, [details.proposalId]);
}

/** Once its programme is published, what was proposed to an assembly is found. */
export async function refileProposalsOf(
	tx: Database,
	{ details }: HappenedEvent<'assembly.published'>
): Promise<void> {
	const edition = await findEdition(tx, details.slug);
	const rows = await tx
		.select({ id: proposals.id })
		.from(proposals)
		.where(eq(proposals.editionId, edition!.id));
	await refile(
		tx,
		searchableProposals,
		rows.map(({ id }) => id)
	);
}
