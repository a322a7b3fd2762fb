-- One row of the directory for both audiences where they see the same; keys are compared byte after byte.
DROP INDEX "ally_listings_slug";--> statement-breakpoint
DROP INDEX "ally_listings_name";--> statement-breakpoint
DROP INDEX "ally_listings_recent";--> statement-breakpoint
DROP INDEX "ally_listings_kind";--> statement-breakpoint
DROP INDEX "ally_listings_departement";--> statement-breakpoint
DROP INDEX "ally_listings_region";--> statement-breakpoint
DROP INDEX "ally_listings_points";--> statement-breakpoint
DROP INDEX "ally_listings_siren";--> statement-breakpoint
DROP INDEX "ally_listings_sample";--> statement-breakpoint
DELETE FROM "ally_listings" own USING "ally_listings" open
	WHERE own.profile_id = open.profile_id AND own.audience = 'allies' AND open.audience = 'public'
		AND to_jsonb(own) - 'audience' = to_jsonb(open) - 'audience';--> statement-breakpoint
ALTER TABLE "ally_listings"
	ADD COLUMN "is_for_public" boolean NOT NULL DEFAULT false,
	ADD COLUMN "is_for_allies" boolean NOT NULL DEFAULT false;--> statement-breakpoint
UPDATE "ally_listings" l SET
	is_for_public = l.audience = 'public',
	is_for_allies = l.audience = 'allies'
		OR NOT EXISTS (SELECT FROM "ally_listings" own WHERE own.profile_id = l.profile_id AND own.audience = 'allies');--> statement-breakpoint
ALTER TABLE "ally_listings"
	DROP CONSTRAINT "ally_listings_profile_id_audience_pk",
	DROP COLUMN "audience",
	ALTER COLUMN "is_for_public" DROP DEFAULT,
	ALTER COLUMN "is_for_allies" DROP DEFAULT,
	ALTER COLUMN "slug" SET DATA TYPE text collate "C",
	ALTER COLUMN "sort_name" SET DATA TYPE text collate "C",
	ALTER COLUMN "kind" SET DATA TYPE text collate "C",
	ALTER COLUMN "territory_id" SET DATA TYPE text collate "C",
	ALTER COLUMN "place_kind" SET DATA TYPE text collate "C",
	ALTER COLUMN "departement_code" SET DATA TYPE text collate "C",
	ALTER COLUMN "region_code" SET DATA TYPE text collate "C",
	ALTER COLUMN "siren" SET DATA TYPE text collate "C",
	ADD CONSTRAINT "ally_listings_profile_id_is_for_public_pk" PRIMARY KEY ("profile_id", "is_for_public"),
	ADD CONSTRAINT "ally_listings_is_read" CHECK ("ally_listings"."is_for_public" or "ally_listings"."is_for_allies");--> statement-breakpoint
CREATE INDEX "ally_listings_slug" ON "ally_listings" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "ally_listings_name" ON "ally_listings" USING btree ("sort_name","profile_id");--> statement-breakpoint
CREATE INDEX "ally_listings_recent" ON "ally_listings" USING btree ("updated_at","profile_id");--> statement-breakpoint
CREATE INDEX "ally_listings_kind" ON "ally_listings" USING btree ("kind","sort_name");--> statement-breakpoint
CREATE INDEX "ally_listings_departement" ON "ally_listings" USING btree ("departement_code","sort_name");--> statement-breakpoint
CREATE INDEX "ally_listings_region" ON "ally_listings" USING btree ("region_code","sort_name");--> statement-breakpoint
CREATE INDEX "ally_listings_points" ON "ally_listings" USING btree ("latitude","longitude","departement_code","territory_id","is_approximate","is_for_public","is_for_allies");--> statement-breakpoint
CREATE INDEX "ally_listings_siren" ON "ally_listings" USING btree ("siren") WHERE "ally_listings"."siren" is not null;--> statement-breakpoint
CREATE INDEX "ally_listings_sample" ON "ally_listings" USING btree ("grain","departement_code","region_code","place_kind","is_approximate","latitude","longitude","territory_id","is_for_public","is_for_allies");
