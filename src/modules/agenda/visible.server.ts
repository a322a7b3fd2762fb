import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../allies/audiences.ts';
import { gatherings } from './agenda.tables.ts';

/** The gatherings that a reader may see: the one place that decides it for pages, lists, feeds and everything else. */
export function visibleTo(reader: Reader): SQL {
	return reader === 'allies' ? sql`true` : sql`${gatherings.audience} = 'public'`;
}
