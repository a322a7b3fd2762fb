ALTER TABLE "charter_paragraphs" DROP CONSTRAINT "charter_paragraphs_version_article_charter_articles_version_number_fk";
--> statement-breakpoint
DROP INDEX "charter_signatures_search";--> statement-breakpoint
ALTER TABLE "charter_amendments" ADD COLUMN "original" text NOT NULL;--> statement-breakpoint
ALTER TABLE "charter_counts" ADD COLUMN "private_persons" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "charter_counts" ADD COLUMN "awaited" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "charter_signatures" ADD COLUMN "search_words" text GENERATED ALWAYS AS (' ' || regexp_replace(search_key(name), '[^[:alnum:]]+', ' ', 'g')) STORED;--> statement-breakpoint
ALTER TABLE "charter_signatures" ADD COLUMN "renewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "charter_paragraphs" ADD CONSTRAINT "charter_paragraphs_version_article_charter_articles_version_number_fk" FOREIGN KEY ("version","article") REFERENCES "public"."charter_articles"("version","number") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "charter_signatures_register_awaited" ON "charter_signatures" USING btree ("version","signed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE ("charter_signatures"."organisation_id" is not null or "charter_signatures"."is_name_public") and "charter_signatures"."renewed_at" is null;--> statement-breakpoint
CREATE INDEX "organisations_search" ON "organisations" USING gin (search_key("name") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "charter_signatures_search" ON "charter_signatures" USING gin ("search_words" gin_trgm_ops) WHERE "charter_signatures"."organisation_id" is not null or "charter_signatures"."is_name_public";--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_name" CHECK (name_key("organisations"."name") <> '');--> statement-breakpoint
DROP TRIGGER charter_count_signed ON charter_signatures;--> statement-breakpoint
DROP TRIGGER charter_count_withdrawn ON charter_signatures;--> statement-breakpoint
DROP FUNCTION charter_count_signed;--> statement-breakpoint
DROP FUNCTION charter_count_withdrawn;--> statement-breakpoint
-- What counting some signatures would give; each trigger adds it or takes it away.
CREATE TYPE charter_tally AS (version integer, persons integer, organisations integer, private_persons integer, awaited integer);--> statement-breakpoint
-- Counts are locked in the order of versions, so that two signatories who change two of them never wait for each other.
CREATE FUNCTION charter_count(tallies charter_tally[]) RETURNS void LANGUAGE sql AS $$
	INSERT INTO charter_counts AS counted (version, persons, organisations, private_persons, awaited)
	SELECT version, sum(persons), sum(organisations), sum(private_persons), sum(awaited)
	FROM unnest(tallies) GROUP BY version
	HAVING sum(persons) <> 0 OR sum(organisations) <> 0 OR sum(private_persons) <> 0 OR sum(awaited) <> 0
	ORDER BY version
	ON CONFLICT (version) DO UPDATE
	SET persons = counted.persons + excluded.persons, organisations = counted.organisations + excluded.organisations,
		private_persons = counted.private_persons + excluded.private_persons, awaited = counted.awaited + excluded.awaited
$$;--> statement-breakpoint
CREATE FUNCTION charter_tally(signature charter_signatures, sign integer) RETURNS charter_tally LANGUAGE sql IMMUTABLE
RETURN ROW(
	(signature).version,
	CASE WHEN (signature).organisation_id IS NULL THEN sign ELSE 0 END,
	CASE WHEN (signature).organisation_id IS NULL THEN 0 ELSE sign END,
	CASE WHEN (signature).organisation_id IS NULL AND NOT (signature).is_name_public THEN sign ELSE 0 END,
	CASE WHEN (signature).renewed_at IS NULL THEN sign ELSE 0 END
)::charter_tally;--> statement-breakpoint
