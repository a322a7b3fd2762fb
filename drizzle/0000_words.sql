CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
-- What one types to find a name: no case, no accents, ligatures and apostrophes made plain.
CREATE FUNCTION search_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(replace(replace(lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g')), 'œ', 'oe'), 'æ', 'ae'), '’', '''');--> statement-breakpoint
-- What makes two names the same name: their letters and digits.
CREATE FUNCTION name_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(search_key(name), '[^[:alnum:]]+', '', 'g');
