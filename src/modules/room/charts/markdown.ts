import type { Results } from '../results.server.ts';
import { tableOf, type Cell } from './table.ts';

/** The results of a room as a text in Markdown, ready to be put in the notes of its session. */
export function resultsInMarkdown({ room, activities }: Results, url: string): string {
	const parts = activities.map(({ title, about, chart }) => {
		const lines = tableOf(chart).rows.map(lineOf);
		return [`## ${inLine(title)}`, about, lines.join('\n')].filter(Boolean).join('\n\n');
	});
	return `${[`# ${inLine(room.title)}`, room.about, ...parts, `<${url}>`].filter(Boolean).join('\n\n')}\n`;
}

function lineOf(cells: Cell[]): string {
	const told = cells.filter((cell) => cell !== null && cell !== '');
	return `- ${told.map((cell) => inLine(String(cell))).join(' · ')}`;
}

/** What somebody wrote is text: nothing in it makes a title or a link. */
function inLine(text: string): string {
	return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#!]/g, '\\$&');
}
