import type { Database } from '#platform/database.server.ts';
import type { Reader } from './audiences.ts';
import { allyToRead, cardToRead } from './reading.server.ts';
import { structuredData } from './structured-data.ts';
import { visitingCard } from './vcard.ts';

/** What the page, the visiting card and the data for machines say to a reader; everybody reads the data for machines. */
export async function outputsFor(
	db: Database,
	reader: Reader
): Promise<[name: string, to: Reader, output: string][]> {
	const read = await allyToRead(db, 'la-source', { person: null, reader, as: 'allies' });
	const card = await cardToRead(db, reader, 'la-source');
	if (!read || !('page' in read) || !card || 'movedTo' in card) throw new Error('There is no page');
	const { open, ...shown } = read;
	const data = open && structuredData(open, (slug) => `https://alliance.exemple.org/allies/${slug}`);
	return [
		['page', reader, JSON.stringify(shown)],
		['card', reader, visitingCard(card.page, 'https://alliance.exemple.org/allies/la-source', card.offers)],
		['data for machines', 'public', JSON.stringify(data ?? {})]
	];
}
