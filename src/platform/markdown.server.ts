import MarkdownIt from 'markdown-it';

/* Text inside a page: no picture from elsewhere, no HTML. */
const text = new MarkdownIt('default', { html: false, linkify: true, typographer: false }).disable([
	'heading',
	'lheading',
	'image',
	'table',
	'code'
]);
/* A text that is a page's whole matter has titles of its own, under that of the page. */
const whole = new MarkdownIt('default', { html: false, linkify: true, typographer: false }).disable([
	'lheading',
	'image',
	'table',
	'code'
]);

const openableLinks = /^(https?:|mailto:|\/(?!\/)|#)/i;

for (const markdown of [text, whole]) {
	markdown.validateLink = (address) => openableLinks.test(address.trim());
	const openLink = markdown.renderer.rules.link_open;
	markdown.renderer.rules.link_open = (tokens, index, options, env, renderer) => {
		tokens[index]!.attrSet('rel', 'nofollow noopener');
		return openLink?.(tokens, index, options, env, renderer) ?? renderer.renderToken(tokens, index, options);
	};
	/* A French mark that follows a space never begins a line: people type an ordinary space. */
	markdown.renderer.rules.text = (tokens, index) =>
		markdown.utils.escapeHtml(
			tokens[index]!.content.replace(/ (?=[:;?!»])/g, '\u00A0').replace(/(?<=«) /g, '\u00A0')
		);
}

/* Titles go down one level at a time from the page's own, whatever was typed: those who listen move by them. */
whole.core.ruler.push('levels', ({ tokens }) => {
	const above: number[] = [];
	for (const token of tokens) {
		if (token.type === 'heading_open') {
			const typed = Number(token.tag.slice(1));
			while (above.length > 0 && above.at(-1)! >= typed) above.pop();
			above.push(typed);
		}
		if (token.type.startsWith('heading_')) token.tag = `h${Math.min(above.length + 1, 6)}`;
	}
});

const mostKept = 500;
const kept = new Map<string, string>();

/**
 * Renders Markdown as HTML that is safe to put in a page: HTML that was typed is shown as text, and links lead only to
 * the web, to an address of mail or within the site. The five hundred latest texts are kept, since pages ask again.
 */
export function renderMarkdown(source: string): string {
	let html = kept.get(source);
	if (html === undefined) {
		html = text.render(source);
		if (kept.size >= mostKept) kept.delete(kept.keys().next().value!);
	} else kept.delete(source);
	kept.set(source, html);
	return html;
}

/** Renders Markdown in the same safe way with its titles, for a page of which it is the whole matter. */
export function renderDocument(source: string): string {
	return whole.render(source);
}

/** What a Markdown source says, without its marks: for a search, a summary, a mail in plain text. */
export function plainText(source: string): string {
	const said = text
		.parse(source, {})
		.map(({ children, content }) =>
			(children ?? []).length > 0
				? children!.map((piece) => (piece.type.endsWith('break') ? ' ' : piece.content)).join('')
				: content
		);
	return said.filter(Boolean).join(' ').replace(/\s+/g, ' ').trim();
}
