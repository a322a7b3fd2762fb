import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Marks } from './comparing.ts';
import { importMarks } from './imports.tables.ts';

/** What imports wrote of these organisations, and what was declined. */
export async function marksOf(db: Database, organisationIds: string[]): Promise<Map<string, Marks>> {
	if (organisationIds.length === 0) return new Map();
	const rows = await db
		.select()
		.from(importMarks)
		.where(sql`${importMarks.organisationId} = any(${sql.param(organisationIds)}::uuid[])`);
	return new Map(
		rows.map(({ organisationId, written, declined }) => [organisationId, { written, declined }])
	);
}

/** Keeps what is known now; nothing is known any more of those that have no marks. */
export async function keepMarks(
	tx: Database,
	marks: { organisationId: string; marks: Marks | null }[]
): Promise<void> {
	const kept = marks
		.filter((one) => one.marks !== null)
		.map((one) => ({ organisationId: one.organisationId, ...one.marks }));
	const gone = marks.filter((one) => one.marks === null).map(({ organisationId }) => organisationId);
	await tx.delete(importMarks).where(sql`${importMarks.organisationId} = any(${sql.param(gone)}::uuid[])`);
	await tx.execute(sql`
		insert into import_marks (organisation_id, written, declined)
		select m."organisationId", m.written, m.declined
		from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as m ("organisationId" uuid, written jsonb, declined jsonb)
		on conflict (organisation_id) do update set written = excluded.written, declined = excluded.declined`);
}
