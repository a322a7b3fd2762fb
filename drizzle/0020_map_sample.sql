DROP INDEX "ally_listings_country";--> statement-breakpoint
DROP INDEX "ally_listings_sample";--> statement-breakpoint
CREATE INDEX "ally_listings_sample" ON "ally_listings" USING btree ("audience","grain","departement_code","region_code","place_kind","is_approximate","latitude","longitude","territory_id");