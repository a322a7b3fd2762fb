import { locale } from '#platform/locale.ts';
import { escapeXml } from '#platform/xml.ts';
import { whenInWords } from './agenda-words.ts';
import type { CalendarGathering } from './feed-reading.server.ts';

type Feed = { title: string; origin: string; path: string };

/** The next gatherings as a feed (Atom, RFC 4287) for feed readers. */
export function atomOf(gatherings: CalendarGathering[], { title, origin, path }: Feed): string {
	const updated = gatherings.map(changeOf).toSorted((one, other) => +other - +one)[0] ?? new Date(0);
	return [
		'<?xml version="1.0" encoding="utf-8"?>',
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale()}">`,
		`<id>${escapeXml(`${origin}${path}.atom`)}</id>`,
		`<title>${escapeXml(title)}</title>`,
		`<updated>${updated.toISOString()}</updated>`,
		`<link rel="self" type="application/atom+xml" href="${escapeXml(`${origin}${path}.atom`)}"/>`,
		`<link rel="alternate" type="text/html" href="${escapeXml(origin + path)}"/>`,
		`<author><name>${escapeXml(title)}</name></author>`,
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
		`<title>${escapeXml(title)}</title>`,
		`<link rel="alternate" type="text/html" href="${escapeXml(`${agenda}/${slug}`)}"/>`,
		`<published>${createdAt.toISOString()}</published>`,
		`<updated>${changeOf(gathering).toISOString()}</updated>`,
		`<summary>${escapeXml(said)}</summary>`,
		'</entry>'
	].join('\n');
}

function changeOf({ changedAt, cancelledAt }: CalendarGathering): Date {
	return cancelledAt && cancelledAt > changedAt ? cancelledAt : changedAt;
}
