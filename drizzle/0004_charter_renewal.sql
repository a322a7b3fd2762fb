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
-- charter_counts holds, for each version, what counting its signatures would give. Rows are locked in the order of
-- versions, so that two signatories who change two versions never wait for each other.
CREATE FUNCTION charter_count_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO charter_counts AS counted (version, persons, organisations, private_persons, awaited)
	SELECT version, count(*) FILTER (WHERE organisation_id IS NULL), count(*) FILTER (WHERE organisation_id IS NOT NULL),
		count(*) FILTER (WHERE organisation_id IS NULL AND NOT is_name_public), count(*) FILTER (WHERE renewed_at IS NULL)
	FROM signed GROUP BY version ORDER BY version
	ON CONFLICT (version) DO UPDATE
	SET persons = counted.persons + excluded.persons, organisations = counted.organisations + excluded.organisations,
		private_persons = counted.private_persons + excluded.private_persons, awaited = counted.awaited + excluded.awaited;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION charter_count_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM FROM charter_counts WHERE version IN (SELECT version FROM withdrawn) ORDER BY version FOR UPDATE;
	UPDATE charter_counts AS counted
	SET persons = counted.persons - gone.persons, organisations = counted.organisations - gone.organisations,
		private_persons = counted.private_persons - gone.private_persons, awaited = counted.awaited - gone.awaited
	FROM (
		SELECT version, count(*) FILTER (WHERE organisation_id IS NULL) AS persons,
			count(*) FILTER (WHERE organisation_id IS NOT NULL) AS organisations,
			count(*) FILTER (WHERE organisation_id IS NULL AND NOT is_name_public) AS private_persons,
			count(*) FILTER (WHERE renewed_at IS NULL) AS awaited
		FROM withdrawn GROUP BY version
	) AS gone
	WHERE counted.version = gone.version;
	RETURN NULL;
END $$;--> statement-breakpoint
-- A signature changes its name's visibility, or is renewed by one of a later version: nothing else moves the counts.
CREATE FUNCTION charter_count_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM FROM charter_counts WHERE version IN (SELECT version FROM after_change) ORDER BY version FOR UPDATE;
	UPDATE charter_counts AS counted
	SET private_persons = counted.private_persons + moved.private_persons, awaited = counted.awaited + moved.awaited
	FROM (
		SELECT version, sum(private_person) AS private_persons, sum(awaited) AS awaited
		FROM (
			SELECT version, (organisation_id IS NULL AND NOT is_name_public)::integer AS private_person,
				(renewed_at IS NULL)::integer AS awaited
			FROM after_change
			UNION ALL
			SELECT version, -(organisation_id IS NULL AND NOT is_name_public)::integer, -(renewed_at IS NULL)::integer
			FROM before_change
		) AS both_sides
		GROUP BY version
	) AS moved
	WHERE counted.version = moved.version AND (moved.private_persons <> 0 OR moved.awaited <> 0);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER charter_count_signed AFTER INSERT ON charter_signatures
REFERENCING NEW TABLE AS signed FOR EACH STATEMENT EXECUTE FUNCTION charter_count_signed();--> statement-breakpoint
CREATE TRIGGER charter_count_withdrawn AFTER DELETE ON charter_signatures
REFERENCING OLD TABLE AS withdrawn FOR EACH STATEMENT EXECUTE FUNCTION charter_count_withdrawn();--> statement-breakpoint
CREATE TRIGGER charter_count_changed AFTER UPDATE ON charter_signatures
REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
FOR EACH STATEMENT EXECUTE FUNCTION charter_count_changed();
