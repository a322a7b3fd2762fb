import { expect, test } from 'vitest';
import { renderMarkdown } from '#platform/markdown.server.ts';
import { resultsInMarkdown } from './markdown.ts';

test('results become notes, in which what people wrote is text and nothing else', () => {
	const chart = {
		shape: 'bars' as const,
		unit: 'answers' as const,
		answered: 3,
		rows: [{ label: 'Oui | [non](https://ailleurs.exemple) <b>', value: 3, share: 1 }]
	};
	const activity = {
		id: 'a',
		number: 1,
		kind: 'choice',
		title: 'D’accord ?',
		about: '',
		isAnonymous: true,
		chart
	};
	const room = { code: '123456', title: '# Salle', about: '' };
	const written = resultsInMarkdown(
		{ room, activities: [activity] },
		'https://exemple.org/direct/123456/resultats'
	);
	const html = renderMarkdown(written);
	expect(html).toMatch(/<li>Oui \| \[non\]\(.*\) &lt;b&gt; · 3<\/li>/);
	expect(html).not.toContain('>non</a>');
});
