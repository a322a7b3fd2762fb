DROP INDEX "search_entries_public_title";--> statement-breakpoint
DROP INDEX "search_entries_allies_title";--> statement-breakpoint
CREATE INDEX "search_entries_public_title" ON "search_entries" USING btree ("kind","title_key" text_pattern_ops) WHERE "search_entries"."audience" = 'public';--> statement-breakpoint
CREATE INDEX "search_entries_allies_title" ON "search_entries" USING btree ("kind","title_key" text_pattern_ops) WHERE "search_entries"."is_for_allies";