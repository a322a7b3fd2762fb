-- Words as they are written, but those that say nothing (“le”, “de”), so that one finds what begins like a word being typed.
CREATE TEXT SEARCH DICTIONARY search_exact (TEMPLATE = pg_catalog.simple, STOPWORDS = french);--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION search_exact (COPY = pg_catalog.simple);--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION search_exact ALTER MAPPING REPLACE pg_catalog.simple WITH search_exact;--> statement-breakpoint
-- The letters and digits of a text, its words one space apart: what is filed and what is typed are read the same way.
CREATE FUNCTION search_plain(prose text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(search_key(prose), '[^[:alnum:]]+', ' ', 'g'));--> statement-breakpoint
-- Plain words, ready for the French stemmer: without its accent it would not see that “concertée” ends as “concerté” does.
CREATE FUNCTION search_endings(plain text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(plain, 'ees?\M', 'e', 'g');--> statement-breakpoint
-- Names weigh more than what is said of them. A word that one has begun is found in all but the body; “=kind” is no word
-- that can be typed.
CREATE FUNCTION search_vector(kind text, title text, aliases text, summary text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN setweight(to_tsvector('pg_catalog.french', search_endings(search_plain(title))), 'A')
	|| setweight(to_tsvector('search_exact', search_plain(title)), 'A')
	|| setweight(to_tsvector('pg_catalog.french', search_endings(search_plain(aliases))), 'B')
	|| setweight(to_tsvector('search_exact', search_plain(aliases)), 'B')
	|| setweight(to_tsvector('pg_catalog.french', search_endings(search_plain(summary))), 'C')
	|| setweight(to_tsvector('search_exact', search_plain(summary)), 'C')
	|| setweight(to_tsvector('pg_catalog.french', search_endings(search_plain(body))), 'D')
	|| array_to_tsvector(ARRAY['=' || kind]);--> statement-breakpoint
-- What is asked: each of the first eight words, whatever its ending; the last may be only begun.
CREATE FUNCTION search_query(typed text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
	words text[] := (string_to_array(search_plain(left(typed, 200)), ' '))[1:8];
	word text;
	place integer := 0;
	term tsquery;
	asked tsquery := '';
BEGIN
	FOREACH word IN ARRAY words LOOP
		place := place + 1;
		word := left(word, 40);
		term := to_tsquery('pg_catalog.french', search_endings(word)) || to_tsquery('search_exact', word);
		IF place = cardinality(words) AND length(word) > 1 AND (numnode(term) > 0 OR numnode(asked) = 0) THEN
			term := term || (word || ':*')::tsquery;
		END IF;
		asked := asked && term;
	END LOOP;
	RETURN asked;
END $$;--> statement-breakpoint
CREATE TABLE "search_entries" (
	"kind" text NOT NULL,
	"ref" text NOT NULL,
	"audience" text NOT NULL,
	"is_for_allies" boolean NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"aliases" text NOT NULL,
	"summary" text NOT NULL,
	"body" text NOT NULL,
	"title_key" text GENERATED ALWAYS AS (left(search_plain(title), 100)) STORED NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (search_vector(kind, title, aliases, summary, body)) STORED NOT NULL,
	"lot" integer GENERATED ALWAYS AS (hashtext(ref)) STORED NOT NULL,
	CONSTRAINT "search_entries_kind_ref_audience_pk" PRIMARY KEY("kind","ref","audience"),
	CONSTRAINT "search_entries_audience" CHECK ("search_entries"."audience" in ('public', 'allies')),
	CONSTRAINT "search_entries_allies_read_theirs" CHECK ("search_entries"."is_for_allies" or "search_entries"."audience" = 'public'),
	CONSTRAINT "search_entries_kind" CHECK ("search_entries"."kind" ~ '^[a-z]+(-[a-z]+)*$'),
	CONSTRAINT "search_entries_ref" CHECK (length("search_entries"."ref") between 1 and 150),
	CONSTRAINT "search_entries_url" CHECK ("search_entries"."url" ~ '^/([^/]|$)')
);
--> statement-breakpoint
CREATE TABLE "search_vocabulary" (
	"word" text NOT NULL,
	"audience" text NOT NULL,
	CONSTRAINT "search_vocabulary_word_audience_pk" PRIMARY KEY("word","audience")
);
--> statement-breakpoint
CREATE INDEX "search_entries_public_words" ON "search_entries" USING gin ("words") WITH (fastupdate=false) WHERE "search_entries"."audience" = 'public';--> statement-breakpoint
CREATE INDEX "search_entries_allies_words" ON "search_entries" USING gin ("words") WITH (fastupdate=false) WHERE "search_entries"."is_for_allies";--> statement-breakpoint
CREATE INDEX "search_entries_public_lot" ON "search_entries" USING btree ("kind","lot") WHERE "search_entries"."audience" = 'public';--> statement-breakpoint
CREATE INDEX "search_entries_allies_lot" ON "search_entries" USING btree ("kind","lot") WHERE "search_entries"."is_for_allies";--> statement-breakpoint
CREATE INDEX "search_entries_public_title" ON "search_entries" USING btree ("title_key" text_pattern_ops) WHERE "search_entries"."audience" = 'public';--> statement-breakpoint
CREATE INDEX "search_entries_allies_title" ON "search_entries" USING btree ("title_key" text_pattern_ops) WHERE "search_entries"."is_for_allies";--> statement-breakpoint
CREATE INDEX "search_vocabulary_near" ON "search_vocabulary" USING gin ("word" gin_trgm_ops);