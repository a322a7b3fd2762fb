import { allianceIn } from '#modules/people/alliance.server.ts';
import { href, locale } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { origin } from '#wiring/sign-in.server.ts';
import { m } from '#words/messages.js';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign]!);
/** The length that the format allows to a short name. */
const longestName = 16;

/** Tells browsers how to search here from their own address bar (OpenSearch 1.1). */
export async function GET() {
	const { name } = await allianceIn(db, locale());
	const lines = [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
		`<ShortName>${escaped([...name].slice(0, longestName).join('').trim())}</ShortName>`,
		`<Description>${escaped(m.search_opensearch({ alliance: name }))}</Description>`,
		'<InputEncoding>UTF-8</InputEncoding>',
		`<Language>${locale()}</Language>`,
		`<Url type="text/html" template="${origin}${href('/recherche')}?q={searchTerms}"/>`,
		'</OpenSearchDescription>'
	];
	return new Response(`${lines.join('\n')}\n`, {
		headers: {
			'content-type': 'application/opensearchdescription+xml; charset=utf-8',
			'cache-control': 'public, max-age=3600'
		}
	});
}
