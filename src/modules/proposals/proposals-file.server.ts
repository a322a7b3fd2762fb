import { aliasedTable, eq } from 'drizzle-orm';
import { csvLine, csvMark } from '#platform/csv.ts';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import { proposals, type Fate } from './proposals.tables.ts';

const mostLines = 10_000;
const taker = aliasedTable(proposals, 'taker');

/** Every proposal of an assembly as CSV, those merged too, with the number of the one that took each in. */
export async function proposalsInCsv(db: Database, editionId: string): Promise<string> {
	const rows = await db
		.select({
			number: proposals.number,
			theme: proposals.theme,
			title: proposals.title,
			text: proposals.text,
			supports: proposals.supports,
			fate: proposals.fate,
			reason: proposals.reason,
			into: taker.number
		})
		.from(proposals)
		.leftJoin(taker, eq(taker.id, proposals.mergedInto))
		.where(eq(proposals.editionId, editionId))
		.orderBy(proposals.number)
		.limit(mostLines);
	const head = [
		...[m.proposals_column_number(), m.proposals_field_theme(), m.proposals_field_title()],
		...[m.proposals_field_text(), m.proposals_column_supports(), m.proposals_column_fate()],
		...[m.proposals_column_reason(), m.proposals_column_into()]
	];
	const lines = rows.map(({ number, theme, title, text, supports, fate, reason, into }) =>
		csvLine([number, theme, title, text, supports, fateName(fate), reason, into])
	);
	return csvMark + csvLine(head) + lines.join('');
}

const fates: Record<Fate, () => string> = {
	kept: m.proposals_roadmap,
	aside: m.proposals_fate_aside,
	merged: m.proposals_fate_merged
};

function fateName(fate: Fate | null): string {
	return fate ? fates[fate]() : m.proposals_open();
}
