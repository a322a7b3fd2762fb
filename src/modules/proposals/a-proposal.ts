import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { add, anEdition, slug } from '../assembly/an-assembly.ts';
import { findEdition } from '../assembly/editions.server.ts';
import { publishProgramme } from '../assembly/publishing.server.ts';
import type { Person } from '../people/people.server.ts';
import { propose } from './making.server.ts';
import { proposalToRead, type ProposalRead } from './proposal-reading.server.ts';

export { slug };

/** An assembly that everybody may see, and who prepares it. */
export async function aPublishedEdition(db: Database) {
	const host = await anEdition(db);
	const sessionId = await add(db, host, { title: 'Synthèse' });
	await publishProgramme(db, host, slug, '');
	return { host, sessionId };
}

/** Proposes something; its number. */
export async function aProposal(
	db: Database,
	person: Person,
	title: string,
	{ text = '', theme = '', said }: { text?: string; theme?: string; said?: string } = {}
): Promise<number> {
	const made = await propose(db, person, slug, { title, text, theme }, said);
	if (!made.ok) throw new Error(made.reason);
	return made.number;
}

/** A proposal as somebody reads it. */
export async function read(db: Database, person: Person | null, number: number): Promise<ProposalRead> {
	const found = await proposalToRead(db, person, (await findEdition(db, slug))!, number);
	if (!found || 'movedTo' in found) throw new Error('not there');
	return found;
}

/** Of what somebody was told, kind by kind. */
export async function told(db: Database, { id }: Person): Promise<string[]> {
	const { rows } = await db.execute<{ kind: string }>(sql`select kind from notices where person_id = ${id}`);
	return rows.map(({ kind }) => kind);
}
