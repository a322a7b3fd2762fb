import type { Logger } from 'pino';
import { News } from '../news.server.ts';
import type { PageCache } from './page-cache.ts';

/** Brings the news of events from the database to the page cache: pages are kept only while they arrive. */
export function eventNews(databaseUrl: string, cache: PageCache, log: Logger): News {
	return new News(databaseUrl, 'events', {
		// The name of an event begins with the name of its module.
		heard: (payload) => cache.forget(payload.split('.', 1)[0]!),
		connected: () => cache.open(),
		lost: () => {
			cache.close();
			log.warn('the database sends no news of events: pages are not kept until it does');
		}
	});
}
