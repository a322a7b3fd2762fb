CREATE TABLE "gatherings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"place" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"time_zone" text DEFAULT 'Europe/Paris' NOT NULL,
	CONSTRAINT "gatherings_kind" CHECK ("gatherings"."kind" in ('open-hour', 'initiation', 'community', 'working-group', 'accompaniment', 'assembly', 'other')),
	CONSTRAINT "gatherings_end_after_start" CHECK ("gatherings"."ends_at" > "gatherings"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "participations" (
	"gathering_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	CONSTRAINT "participations_gathering_id_organisation_id_pk" PRIMARY KEY("gathering_id","organisation_id")
);
--> statement-breakpoint
ALTER TABLE "participations" ADD CONSTRAINT "participations_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participations" ADD CONSTRAINT "participations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gatherings_starts" ON "gatherings" USING btree ("starts_at","id");--> statement-breakpoint
CREATE INDEX "participations_organisation" ON "participations" USING btree ("organisation_id");