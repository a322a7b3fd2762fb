CREATE TABLE "assembly_days" (
	"edition_id" uuid NOT NULL,
	"day" date NOT NULL,
	"theme" text NOT NULL,
	CONSTRAINT "assembly_days_edition_id_day_pk" PRIMARY KEY("edition_id","day")
);
--> statement-breakpoint
CREATE TABLE "assembly_editions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"time_zone" text DEFAULT 'Europe/Paris' NOT NULL,
	"gathering_slug" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assembly_editions_slug_unique" UNIQUE("slug"),
	CONSTRAINT "assembly_editions_days" CHECK ("assembly_editions"."ends_on" >= "assembly_editions"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "assembly_versions" (
	"edition_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"programme" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_by" uuid,
	CONSTRAINT "assembly_versions_edition_id_number_pk" PRIMARY KEY("edition_id","number")
);
--> statement-breakpoint
CREATE TABLE "assembly_session_people" (
	"session_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"part" text NOT NULL,
	"name" text NOT NULL,
	"role" text DEFAULT '' NOT NULL,
	CONSTRAINT "assembly_session_people_session_id_position_pk" PRIMARY KEY("session_id","position")
);
--> statement-breakpoint
CREATE TABLE "assembly_session_resources" (
	"session_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"url" text NOT NULL,
	CONSTRAINT "assembly_session_resources_session_id_position_pk" PRIMARY KEY("session_id","position"),
	CONSTRAINT "assembly_session_resources_url" CHECK ("assembly_session_resources"."url" ~ '^https://')
);
--> statement-breakpoint
CREATE TABLE "assembly_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"edition_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"slot_id" uuid,
	"day" date NOT NULL,
	"position" integer NOT NULL,
	"starts" text,
	"minutes" integer,
	"space" text,
	"format" text NOT NULL,
	"title" text NOT NULL,
	"abstract" text DEFAULT '' NOT NULL,
	"language" text DEFAULT 'fr' NOT NULL,
	"video" text,
	"capacity" integer,
	CONSTRAINT "assembly_sessions_slug" UNIQUE("edition_id","slug"),
	CONSTRAINT "assembly_sessions_starts" CHECK ("assembly_sessions"."starts" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	CONSTRAINT "assembly_sessions_minutes" CHECK ("assembly_sessions"."minutes" between 1 and 1440),
	CONSTRAINT "assembly_sessions_capacity" CHECK ("assembly_sessions"."capacity" > 0),
	CONSTRAINT "assembly_sessions_format" CHECK ("assembly_sessions"."format" in ('round-table', 'debate', 'collective-discussion', 'six-hats', 'workshops', 'workshop', 'fish-bowl', 'pairs', 'presentation', 'synthesis', 'break', 'other'))
);
--> statement-breakpoint
CREATE TABLE "assembly_workshop_seats" (
	"slot_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"workshop_id" uuid,
	"rank" integer,
	CONSTRAINT "assembly_workshop_seats_slot_id_person_id_pk" PRIMARY KEY("slot_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "assembly_workshop_wishes" (
	"workshop_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "assembly_workshop_wishes_workshop_id_person_id_pk" PRIMARY KEY("workshop_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "assembly_days" ADD CONSTRAINT "assembly_days_edition_id_assembly_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."assembly_editions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_editions" ADD CONSTRAINT "assembly_editions_created_by_persons_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_versions" ADD CONSTRAINT "assembly_versions_edition_id_assembly_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."assembly_editions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_versions" ADD CONSTRAINT "assembly_versions_published_by_persons_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_session_people" ADD CONSTRAINT "assembly_session_people_session_id_assembly_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."assembly_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_session_resources" ADD CONSTRAINT "assembly_session_resources_session_id_assembly_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."assembly_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_sessions" ADD CONSTRAINT "assembly_sessions_edition_id_assembly_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."assembly_editions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_sessions" ADD CONSTRAINT "assembly_sessions_slot_id_assembly_sessions_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."assembly_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_workshop_seats" ADD CONSTRAINT "assembly_workshop_seats_slot_id_assembly_sessions_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."assembly_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_workshop_seats" ADD CONSTRAINT "assembly_workshop_seats_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_workshop_seats" ADD CONSTRAINT "assembly_workshop_seats_workshop_id_assembly_sessions_id_fk" FOREIGN KEY ("workshop_id") REFERENCES "public"."assembly_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_workshop_wishes" ADD CONSTRAINT "assembly_workshop_wishes_workshop_id_assembly_sessions_id_fk" FOREIGN KEY ("workshop_id") REFERENCES "public"."assembly_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assembly_workshop_wishes" ADD CONSTRAINT "assembly_workshop_wishes_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assembly_editions_created_by" ON "assembly_editions" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "assembly_versions_by" ON "assembly_versions" USING btree ("published_by");--> statement-breakpoint
CREATE INDEX "assembly_sessions_slot" ON "assembly_sessions" USING btree ("slot_id");--> statement-breakpoint
CREATE INDEX "assembly_workshop_seats_person" ON "assembly_workshop_seats" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "assembly_workshop_seats_workshop" ON "assembly_workshop_seats" USING btree ("workshop_id");--> statement-breakpoint
CREATE INDEX "assembly_workshop_wishes_person" ON "assembly_workshop_wishes" USING btree ("person_id");