import { csvLine, csvMark } from '#platform/csv.ts';
import type { Database } from '#platform/database.server.ts';
import { registerPage, type RegisterEntry, type RegisterPart } from './register.server.ts';

/** The columns of the export, in this order; they are described on the page of the register. */
const exportColumns = [
	'signed_on',
	'version',
	'signatory',
	'name',
	'organisation_kind',
	'place',
	'signed_by',
	'in_quality_of',
	'reservation'
] as const;

const batch = 1000;
/** Year, month, day, as data wants it. */
const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });

/**
 * The public register of a version as CSV, piece by piece.
 */
export async function* registerAsCsv(
	db: Database,
	version: number,
	part: RegisterPart = 'all'
): AsyncGenerator<string> {
	yield csvMark + csvLine([...exportColumns]);
	let after: string | null | undefined;
	do {
		const page = await registerPage(db, version, part, after ? { after } : {}, batch);
		yield page.lines.map((entry) => lineOf(entry, version)).join('');
		after = page.next;
	} while (after);
}

function lineOf(entry: RegisterEntry, version: number): string {
	const cells = [
		day.format(entry.signedAt),
		String(version),
		entry.isOrganisation ? 'organisation' : 'person',
		entry.name,
		entry.kind,
		entry.place,
		entry.mandatary,
		entry.mandate,
		entry.reservation
	];
	return csvLine(cells);
}
