/** What tells spreadsheets that a file is in UTF-8. */
export const csvMark = '\uFEFF';

/**
 * A line of CSV as the spreadsheets of our users expect it, with semicolons. Nothing that a spreadsheet would take for a
 * formula is left as it is; a number is a number.
 */
export function csvLine(cells: (string | number | null)[]): string {
	return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : cellOf(cell ?? ''))).join(';')}\r\n`;
}

/** A cell that begins like a formula is one, to a spreadsheet; an apostrophe makes it text again. */
function cellOf(text: string): string {
	const safe = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
	return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
