DROP INDEX "ally_listings_names";--> statement-breakpoint
ALTER TABLE "ally_listings" ADD COLUMN "grain" smallint GENERATED ALWAYS AS ((hashtext(profile_id::text) & 1023)::smallint) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "ally_listings_sample" ON "ally_listings" USING btree ("audience","grain");