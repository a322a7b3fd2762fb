-- The words of the name of a territory, plain and each after a space; what is commonly shortened is in full.
CREATE OR REPLACE FUNCTION territory_words(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ' ' || regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
	btrim(regexp_replace(regexp_replace(search_key(name), '\ms/', 'sur ', 'g'), '[^[:alnum:]]+', ' ', 'g')),
	'\mst\M', 'saint', 'g'), '\mste\M', 'sainte', 'g'),
	'^cc (?=.)', 'communaute de communes '), '^ca (?=.)', 'communaute d agglomeration '), '^cu (?=.)', 'communaute urbaine ');--> statement-breakpoint
-- Words are computed again; without their year, the official lists are loaded again at the next start.
DELETE FROM "territories" WHERE kind = 'country';--> statement-breakpoint
UPDATE "territories" SET name = name, edition = NULL;--> statement-breakpoint
ALTER TABLE "territories" ADD COLUMN "until" smallint;--> statement-breakpoint
ALTER TABLE "territories" ADD COLUMN "weight" integer GENERATED ALWAYS AS (case
					when became is not null or until is not null then 0
					when kind = 'commune' then coalesce(population, 0)
					when kind in ('country', 'composite') then 30000
					when kind = 'place' then 10000
					else coalesce(population, 0) / 10
				end) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "territories_words" ON "territories" USING btree ("search_words");--> statement-breakpoint
CREATE INDEX "territories_weight" ON "territories" USING btree ("weight" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "territories_siren" ON "territories" USING btree ("siren");--> statement-breakpoint
CREATE INDEX "territories_composites" ON "territories" USING btree ("form","search_words","id") WHERE "territories"."kind" = 'composite';--> statement-breakpoint
CREATE INDEX "territories_country" ON "territories" USING btree ("country","kind") WHERE "territories"."country" <> 'FR';--> statement-breakpoint
ALTER TABLE "territories" ADD CONSTRAINT "territories_became_itself" CHECK ("territories"."became" <> "territories"."id");