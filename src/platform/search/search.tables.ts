import { sql, type SQL } from 'drizzle-orm';
import { boolean, check, customType, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** As whom somebody searches: as everybody does, or as an ally. */
export type SearchAudience = 'public' | 'allies';

/**
 * What can be found, of every kind, each row for one audience. When a thing has a row for allies it replaces, for them, the
 * one that the public reads: then the public row is not `isForAllies`. `fileEntries` alone writes it.
 */
export const searchEntries = pgTable(
	'search_entries',
	{
		kind: text().notNull(),
		/** What the module calls the thing. */
		ref: text().notNull(),
		audience: text().$type<SearchAudience>().notNull(),
		/** Whether allies read this row. */
		isForAllies: boolean().notNull(),
		/** The path of its page, without its language. */
		url: text().notNull(),
		title: text().notNull(),
		/** Its other names, one on each line. */
		aliases: text().notNull(),
		summary: text().notNull(),
		body: text().notNull(),
		titleKey: text()
			.notNull()
			.generatedAlwaysAs((): SQL => sql`left(search_plain(title), 100)`),
		words: tsvector()
			.notNull()
			.generatedAlwaysAs((): SQL => sql`search_vector(kind, title, aliases, summary, body)`),
		/** An order drawn by lots, the same for ever: the first rows are a fair sample of their kind. */
		lot: integer()
			.notNull()
			.generatedAlwaysAs((): SQL => sql`hashtext(ref)`)
	},
	(table) => [
		primaryKey({ columns: [table.kind, table.ref, table.audience] }),
		check('search_entries_audience', sql`${table.audience} in ('public', 'allies')`),
		check('search_entries_allies_read_theirs', sql`${table.isForAllies} or ${table.audience} = 'public'`),
		check('search_entries_kind', sql`${table.kind} ~ '^[a-z]+(-[a-z]+)*$'`),
		check('search_entries_ref', sql`length(${table.ref}) between 1 and 150`),
		check('search_entries_url', sql`${table.url} ~ '^/([^/]|$)'`),
		// Each audience has its own indexes: what is only for allies costs the public nothing, not even time.
		index('search_entries_public_words')
			.using('gin', table.words)
			.with({ fastupdate: false })
			.where(sql`${table.audience} = 'public'`),
		index('search_entries_allies_words')
			.using('gin', table.words)
			.with({ fastupdate: false })
			.where(sql`${table.isForAllies}`),
		index('search_entries_public_lot')
			.on(table.kind, table.lot)
			.where(sql`${table.audience} = 'public'`),
		index('search_entries_allies_lot')
			.on(table.kind, table.lot)
			.where(sql`${table.isForAllies}`),
		index('search_entries_public_title')
			.on(table.kind, table.titleKey.op('text_pattern_ops'))
			.where(sql`${table.audience} = 'public'`),
		index('search_entries_allies_title')
			.on(table.kind, table.titleKey.op('text_pattern_ops'))
			.where(sql`${table.isForAllies}`)
	]
);

/** The words of titles and other names, to find the one that somebody meant. Those that are no longer used leave at night. */
export const searchVocabulary = pgTable(
	'search_vocabulary',
	{ word: text().notNull(), audience: text().$type<SearchAudience>().notNull() },
	(table) => [
		primaryKey({ columns: [table.word, table.audience] }),
		index('search_vocabulary_near').using('gin', table.word.op('gin_trgm_ops'))
	]
);
