/** A mail in the shape that all of ours have: some paragraphs, perhaps one thing to do, and why one receives it. */
export type Letter = {
	subject: string;
	paragraphs: string[];
	action?: { label: string; url: string };
	footer: string;
	/** An iCalendar file, for the calendar of who receives it. */
	calendar?: string;
};

/** Writes a letter as plain text and as HTML that any mail reader shows. */
export function renderLetter({ subject, paragraphs, action, footer, calendar }: Letter) {
	const oneLine = subject.replace(/\s+/g, ' ').trim().slice(0, 200);
	const asText = [...paragraphs, ...(action ? [`${action.label} :\n${action.url}`] : []), `-- \n${footer}`];
	const body = paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`).join('\n');
	const link = action
		? `<p><a href="${escape(action.url)}" style="${linkStyle}">${escape(action.label)}</a></p>`
		: '';
	return {
		subject: oneLine,
		text: asText.join('\n\n') + '\n',
		calendar: calendar ?? null,
		html: `<!doctype html><html><body style="${bodyStyle}">\n${body}\n${link}\n<p style="${footerStyle}">${escape(footer)}</p></body></html>`
	};
}

const bodyStyle =
	'margin:0 auto;max-width:36em;padding:24px;font:17px/1.6 sans-serif;color:#20262e;background:#fbf8f2';
const linkStyle =
	'display:inline-block;padding:12px 22px;border-radius:24px;background:#1c5c4a;color:#ffffff;font-weight:bold;text-decoration:none';
const footerStyle =
	'margin-top:32px;padding-top:16px;border-top:1px solid #ddd5c7;color:#5b6470;font-size:14px';

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => entities[character]!).replaceAll('\n', '<br>');
}
