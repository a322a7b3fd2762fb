CREATE TABLE "gathering_cancellations" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"cancelled_at" timestamp with time zone DEFAULT now() NOT NULL,
	"cancelled_by" uuid
);
--> statement-breakpoint
CREATE TABLE "gathering_series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"starts_on" text NOT NULL,
	"minutes" integer NOT NULL,
	"time_zone" text NOT NULL,
	"planned_until" date NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gathering_attendances" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gathering_id" uuid NOT NULL,
	"registration_id" uuid,
	"person_id" uuid,
	"organisation_id" uuid,
	"name" text,
	"noted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"noted_by" uuid,
	CONSTRAINT "gathering_attendances_subject" CHECK (num_nonnulls("gathering_attendances"."person_id", "gathering_attendances"."name") = 1)
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gathering_traces" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"recording" text,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	"written_by" uuid
);
--> statement-breakpoint
CREATE TABLE "gathering_registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gathering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"guest_name" text,
	"organisation_id" uuid,
	"family" text,
	"expectations" text,
	"diet" text,
	"access" text,
	"arrival" bigserial NOT NULL,
	"registered_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seated_at" timestamp with time zone,
	"offer_until" timestamp with time zone,
	"left_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	CONSTRAINT "gathering_registrations_seat" CHECK ("gathering_registrations"."seated_at" is null or "gathering_registrations"."offer_until" is null)
);
--> statement-breakpoint
CREATE TABLE "gathering_slots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gathering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"text" text,
	"arrival" bigserial NOT NULL,
	"brought_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gathering_takeaways" (
	"gathering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"words" text[] NOT NULL,
	"question" text,
	"told_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gathering_takeaways_gathering_id_person_id_pk" PRIMARY KEY("gathering_id","person_id"),
	CONSTRAINT "gathering_takeaways_words" CHECK (cardinality("gathering_takeaways"."words") between 1 and 3)
);
--> statement-breakpoint
ALTER TABLE "gatherings" DROP CONSTRAINT "gatherings_kind";--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "slug" text;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "text" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "way" text;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "language" text DEFAULT 'fr' NOT NULL;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "audience" text DEFAULT 'public' NOT NULL;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "territory_id" text;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "place_label" text;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "departement_code" text;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "region_code" text;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "latitude" double precision;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "longitude" double precision;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "venue_access" text;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "travel" text;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "link" text;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "organisation_id" uuid;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "host_id" uuid;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "series_day" date;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "registration_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "capacity" integer;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "asks" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "changed_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
UPDATE "gatherings" SET "slug" = 'rencontre-' || "id", "place_label" = "place",
	"way" = CASE WHEN "place" IS NULL THEN 'online' ELSE 'on-site' END,
	"kind" = CASE WHEN "kind" <> 'initiation' THEN "kind" WHEN "place" IS NULL THEN 'initiation-online' ELSE 'initiation-in-person' END;--> statement-breakpoint
ALTER TABLE "gatherings" ALTER COLUMN "slug" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "gatherings" ALTER COLUMN "way" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "gathering_cancellations" ADD CONSTRAINT "gathering_cancellations_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_cancellations" ADD CONSTRAINT "gathering_cancellations_cancelled_by_persons_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_attendances" ADD CONSTRAINT "gathering_attendances_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_attendances" ADD CONSTRAINT "gathering_attendances_registration_id_gathering_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."gathering_registrations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_attendances" ADD CONSTRAINT "gathering_attendances_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_attendances" ADD CONSTRAINT "gathering_attendances_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_attendances" ADD CONSTRAINT "gathering_attendances_noted_by_persons_id_fk" FOREIGN KEY ("noted_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_traces" ADD CONSTRAINT "gathering_traces_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_traces" ADD CONSTRAINT "gathering_traces_written_by_persons_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_registrations" ADD CONSTRAINT "gathering_registrations_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_registrations" ADD CONSTRAINT "gathering_registrations_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_registrations" ADD CONSTRAINT "gathering_registrations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_slots" ADD CONSTRAINT "gathering_slots_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_slots" ADD CONSTRAINT "gathering_slots_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_takeaways" ADD CONSTRAINT "gathering_takeaways_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_takeaways" ADD CONSTRAINT "gathering_takeaways_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gathering_cancellations_by" ON "gathering_cancellations" USING btree ("cancelled_by");--> statement-breakpoint
CREATE UNIQUE INDEX "gathering_attendances_registration" ON "gathering_attendances" USING btree ("registration_id");--> statement-breakpoint
CREATE UNIQUE INDEX "gathering_attendances_person" ON "gathering_attendances" USING btree ("gathering_id","person_id");--> statement-breakpoint
CREATE INDEX "gathering_attendances_by_person" ON "gathering_attendances" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "gathering_attendances_organisation" ON "gathering_attendances" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "gathering_attendances_noted_by" ON "gathering_attendances" USING btree ("noted_by");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_digest" ON "calendar_feeds" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "gathering_traces_by" ON "gathering_traces" USING btree ("written_by");--> statement-breakpoint
CREATE UNIQUE INDEX "gathering_registrations_once" ON "gathering_registrations" USING btree ("gathering_id","person_id") WHERE "gathering_registrations"."left_at" is null and "gathering_registrations"."guest_name" is null;--> statement-breakpoint
CREATE INDEX "gathering_registrations_in_order" ON "gathering_registrations" USING btree ("gathering_id","arrival") WHERE "gathering_registrations"."left_at" is null;--> statement-breakpoint
CREATE INDEX "gathering_registrations_person" ON "gathering_registrations" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "gathering_registrations_organisation" ON "gathering_registrations" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "gathering_registrations_offers" ON "gathering_registrations" USING btree ("offer_until") WHERE "gathering_registrations"."offer_until" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "gathering_slots_once" ON "gathering_slots" USING btree ("gathering_id","person_id");--> statement-breakpoint
CREATE INDEX "gathering_slots_person" ON "gathering_slots" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "gathering_takeaways_person" ON "gathering_takeaways" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_host_id_persons_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_series_id_gathering_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."gathering_series"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gatherings_ends" ON "gatherings" USING btree ("ends_at","id");--> statement-breakpoint
CREATE INDEX "gatherings_kind_starts" ON "gatherings" USING btree ("kind","starts_at","id");--> statement-breakpoint
CREATE INDEX "gatherings_host" ON "gatherings" USING btree ("host_id");--> statement-breakpoint
CREATE INDEX "gatherings_organisation" ON "gatherings" USING btree ("organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "gatherings_of_series" ON "gatherings" USING btree ("series_id","series_day");--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_slug_unique" UNIQUE("slug");--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_way" CHECK ("gatherings"."way" in ('on-site', 'online', 'both'));--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_audience" CHECK ("gatherings"."audience" in ('public', 'allies'));--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_capacity" CHECK ("gatherings"."capacity" between 1 and 100000);--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_kind" CHECK ("gatherings"."kind" in ('open-hour', 'initiation-online', 'initiation-in-person', 'community', 'working-group', 'learning-trip', 'accompaniment', 'assembly', 'other'));