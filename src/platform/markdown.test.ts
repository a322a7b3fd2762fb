import { expect, test } from 'vitest';
import { plainText, renderDocument, renderMarkdown } from './markdown.server.ts';

test('what someone stresses is stressed', () => {
	expect(renderMarkdown('Une **alliance**, pas un réseau.')).toBe(
		'<p>Une <strong>alliance</strong>, pas un réseau.</p>\n'
	);
});

test('a colon, a question mark or a closing quote never begins a line', () => {
	expect(renderMarkdown('Qui ? Eux : « nous ».')).toBe('<p>Qui\u00A0? Eux\u00A0: «\u00A0nous\u00A0».</p>\n');
});

test('a script that someone types is shown, not run', () => {
	expect(renderMarkdown('<script>alert(1)</script><img src=x onerror=alert(1)>')).toBe(
		'<p>&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</p>\n'
	);
});

test.each([
	'javascript:alert(1)',
	'JAVASCRIPT:alert(1)',
	'data:text/html,x',
	'vbscript:x',
	'//elsewhere.org'
])('a link to %s leads nowhere', (address) =>
	expect(renderMarkdown(`[ici](${address})`)).not.toContain('<a')
);

test('a link to a page of the web can be followed', () => {
	expect(renderMarkdown('[ici](https://exemple.fr)')).toBe(
		'<p><a href="https://exemple.fr" rel="nofollow noopener">ici</a></p>\n'
	);
});

test('no picture is fetched from elsewhere', () => {
	expect(renderMarkdown('![suivi](https://exemple.fr/pixel.png)')).not.toContain('<img');
});

test('the thousandth text is rendered like the first', () => {
	for (let i = 0; i < 1200; i++) renderMarkdown(`texte ${i}`);
	expect(renderMarkdown('texte 0')).toBe('<p>texte 0</p>\n');
});

test('what is said is read without its marks', () => {
	const source = 'Une **alliance**,\npas un [réseau](https://exemple.fr).\n\n- un\n- `deux`\n\n<b>trois</b>';
	expect(plainText(source)).toBe('Une alliance, pas un réseau. un deux <b>trois</b>');
});

test.each([
	['## Un\n\n## Deux', ['h2', 'h2']],
	['# Un\n\n### Sous\n\n# Deux', ['h2', 'h3', 'h2']],
	['### Seul\n\n## Plus haut\n\n### Dessous', ['h2', 'h2', 'h3']],
	['# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f', ['h2', 'h3', 'h4', 'h5', 'h6', 'h6']]
])('titles of %j stand one under the other, those of one level side by side', (source, tags) => {
	const found = [...renderDocument(source).matchAll(/<(h\d)>/g)].map(([, tag]) => tag);
	expect(found).toEqual(tags);
});
