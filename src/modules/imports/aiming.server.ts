import { and, eq, inArray } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { importRows } from './imports.tables.ts';

type Row = typeof importRows.$inferSelect;

/** A row, and the organisation that it is about. */
export type Aimed = { row: Row; organisationId: string; isNew: boolean };

const isId = /^[0-9a-f-]{36}$/;

/** Which organisation each row is about, up to the first that must wait for one before it in the same batch. */
export async function aim(tx: Database, runId: string, rows: Row[]): Promise<Aimed[]> {
	const firsts = rows.flatMap(({ twinOf }) => (twinOf === null ? [] : [twinOf]));
	const found = await tx
		.select({ number: importRows.number, organisationId: importRows.organisationId })
		.from(importRows)
		.where(and(eq(importRows.runId, runId), inArray(importRows.number, firsts)));
	const ofTwin = new Map(found.map(({ number, organisationId }) => [number, organisationId]));
	const aimed: Aimed[] = [];
	const taken = new Set<string>();
	const from = rows[0]?.number ?? 0;
	for (const row of rows) {
		if (row.twinOf !== null && row.twinOf >= from) break;
		const chosen = row.choice !== null && isId.test(row.choice) ? row.choice : null;
		const twin = row.twinOf === null ? null : (ofTwin.get(row.twinOf) ?? null);
		const known = row.choice === 'new' ? null : (chosen ?? row.organisationId ?? twin);
		if (known && taken.has(known)) break;
		const organisationId = known ?? uuidv7();
		taken.add(organisationId);
		aimed.push({ row, organisationId, isNew: known === null });
	}
	return aimed;
}
