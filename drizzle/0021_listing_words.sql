-- The words of a listing, that its two rows often share: whoever writes them works them out once.
CREATE FUNCTION ally_words(name text, sentence text, place_label text, description text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(to_tsvector('pg_catalog.french', search_key(name)), 'A')
	|| setweight(to_tsvector('pg_catalog.french', search_key(coalesce(sentence, ''))), 'B')
	|| setweight(to_tsvector('pg_catalog.french', search_key(coalesce(place_label, ''))), 'B')
	|| setweight(to_tsvector('pg_catalog.french', search_key(coalesce(description, ''))), 'D');--> statement-breakpoint
ALTER TABLE "ally_listings" ALTER COLUMN "words" DROP EXPRESSION;
