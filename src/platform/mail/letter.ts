type Link = { label: string; url: string };

/** A mail in the shape that all of ours have: some paragraphs, perhaps one thing to do, and why one receives it. */
export type Letter = {
	subject: string;
	paragraphs: string[];
	/** Things to read, one after the other, each with a few words of it. */
	entries?: (Link & { text?: string | undefined })[];
	action?: Link;
	footer: string;
	/** Below why one receives it: how to receive it no longer. */
	footerLinks?: Link[];
	/** An iCalendar file, for the calendar of who receives it. */
	calendar?: string;
	/** Headers beside the usual ones, by name. */
	headers?: Record<string, string>;
	/** Where an answer goes, when it is not to the alliance. */
	replyTo?: string;
};

/** What lets somebody receive a letter no longer, added to it. */
export type WayOut = Required<Pick<Letter, 'headers' | 'footerLinks'>>;

/** Writes a letter as plain text and as HTML that any mail reader shows. */
export function renderLetter(letter: Letter) {
	const { subject, calendar, headers, replyTo } = letter;
	return {
		subject: subject.replace(/\s+/g, ' ').trim().slice(0, 200),
		text: asText(letter),
		html: asHtml(letter),
		calendar: calendar ?? null,
		headers: headers ? onOneLine(headers) : null,
		replyTo: replyTo ?? null
	};
}

/** A line break in a header would begin another one. */
function onOneLine(headers: Record<string, string>): Record<string, string> {
	for (const [name, value] of Object.entries(headers))
		if (!/^[A-Za-z-]+$/.test(name) || !/^[\x20-\x7e]+$/.test(value))
			throw new Error(`${JSON.stringify(name)} is no header`);
	return headers;
}

function asText({ paragraphs, entries = [], action, footer, footerLinks = [] }: Letter): string {
	const linked = ({ label, url }: Link) => `${label} :\n${url}`;
	const parts = [
		...paragraphs,
		...entries.map(({ label, url, text }) => [`• ${label}`, ...(text ? [text] : []), url].join('\n')),
		...(action ? [linked(action)] : []),
		[`-- \n${footer}`, ...footerLinks.map(linked)].join('\n\n')
	];
	return parts.join('\n\n') + '\n';
}

function asHtml({ paragraphs, entries = [], action, footer, footerLinks = [] }: Letter): string {
	const body = paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`).join('\n');
	const list = entries
		.map(({ label, url, text }) => {
			const title = `<a href="${escape(url)}" style="${entryStyle}">${escape(label)}</a>`;
			return `<p>${title}${text ? `<br>${escape(text)}` : ''}</p>`;
		})
		.join('\n');
	const link = action
		? `<p><a href="${escape(action.url)}" style="${linkStyle}">${escape(action.label)}</a></p>`
		: '';
	const below = footerLinks
		.map(({ label, url }) => `<br><a href="${escape(url)}" style="color:#5b6470">${escape(label)}</a>`)
		.join('');
	return `<!doctype html><html><body style="${bodyStyle}">\n${body}\n${list}\n${link}\n<p style="${footerStyle}">${escape(footer)}${below}</p></body></html>`;
}

const bodyStyle =
	'margin:0 auto;max-width:36em;padding:24px;font:17px/1.6 sans-serif;color:#20262e;background:#fbf8f2';
const entryStyle = 'color:#1c5c4a;font-weight:bold';
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
