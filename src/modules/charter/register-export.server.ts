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
 * The public register of a version as CSV, piece by piece: UTF-8 with its mark, semicolons, as the spreadsheets of our
 * users expect. Nothing that a spreadsheet would take for a formula is left as it is.
 */
export async function* registerAsCsv(
	db: Database,
	version: number,
	part: RegisterPart = 'all'
): AsyncGenerator<string> {
	yield `\uFEFF${exportColumns.join(';')}\r\n`;
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
	return `${cells.map((cell) => cellOf(cell ?? '')).join(';')}\r\n`;
}

/** A cell that begins like a formula is one, to a spreadsheet; an apostrophe makes it text again. */
function cellOf(text: string): string {
	const safe = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
	return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
