import { locale } from '#platform/locale.ts';
import { whenInWords } from './agenda-words.ts';
import type { CalendarGathering } from './feed-reading.server.ts';

type Feed = { title: string; origin: string; path: string };

/** The next gatherings as a feed (Atom, RFC 4287) for feed readers. */
export function atomOf(gatherings: CalendarGathering[], { title, origin, path }: Feed): string {
	const updated = gatherings.map(changeOf).toSorted((one, other) => +other - +one)[0] ?? new Date(0);
	return [
		'<?xml version="1.0" encoding="utf-8"?>',
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale()}">`,
		`<id>${escape(`${origin}${path}.atom`)}</id>`,
		`<title>${escape(title)}</title>`,
		`<updated>${updated.toISOString()}</updated>`,
		`<link rel="self" type="application/atom+xml" href="${escape(`${origin}${path}.atom`)}"/>`,
		`<link rel="alternate" type="text/html" href="${escape(origin + path)}"/>`,
		`<author><name>${escape(title)}</name></author>`,
		...gatherings.map((gathering) => entryOf(gathering, origin + path)),
		'</feed>\n'
	].join('\n');
}

function entryOf(gathering: CalendarGathering, agenda: string): string {
	const { id, slug, title, createdAt, placeLabel, summary, cancellation } = gathering;
	const said = [whenInWords(gathering), placeLabel, cancellation, summary].filter(Boolean).join('. ');
	return [
		'<entry>',
		`<id>urn:uuid:${id}</id>`,
		`<title>${escape(title)}</title>`,
		`<link rel="alternate" type="text/html" href="${escape(`${agenda}/${slug}`)}"/>`,
		`<published>${createdAt.toISOString()}</published>`,
		`<updated>${changeOf(gathering).toISOString()}</updated>`,
		`<summary>${escape(said)}</summary>`,
		'</entry>'
	].join('\n');
}

function changeOf({ changedAt, cancelledAt }: CalendarGathering): Date {
	return cancelledAt && cancelledAt > changedAt ? cancelledAt : changedAt;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no place for control characters, however they are written. */
function escape(text: string): string {
	const allowed = text.replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '');
	return allowed.toWellFormed().replace(/[&<>"]/g, (character) => entities[character]!);
}
