ALTER TABLE "skills" DROP CONSTRAINT "skills_slug_unique";--> statement-breakpoint
ALTER TABLE "skills" DROP CONSTRAINT "skills_slug";--> statement-breakpoint
CREATE UNIQUE INDEX "skills_slug" ON "skills" USING btree ("slug") WHERE "skills"."merged_into" is null;--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "skills_slug_letters" CHECK ("skills"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$');