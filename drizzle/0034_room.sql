CREATE TABLE "room_activities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"room_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"settings" jsonb NOT NULL,
	"is_anonymous" boolean DEFAULT true NOT NULL,
	"opened_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"results_shown_at" timestamp with time zone,
	"step" integer DEFAULT 0 NOT NULL,
	"step_ends_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "room_acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"room_id" uuid NOT NULL,
	"what" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"before" jsonb NOT NULL,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "room_admissions" (
	"room_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "room_admissions_room_id_person_id_pk" PRIMARY KEY("room_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "room_answers" (
	"activity_id" uuid NOT NULL,
	"author" text NOT NULL,
	"slot" text NOT NULL,
	"value" jsonb NOT NULL,
	"seat" text,
	CONSTRAINT "room_answers_activity_id_author_slot_pk" PRIMARY KEY("activity_id","author","slot")
);
--> statement-breakpoint
CREATE TABLE "room_contributions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"author" text NOT NULL,
	"key" text NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"seat" text,
	"state" text NOT NULL,
	"merged_into" uuid,
	"answered_at" timestamp with time zone,
	"kept_at" timestamp with time zone,
	CONSTRAINT "room_contributions_key" UNIQUE("activity_id","author","key"),
	CONSTRAINT "room_contributions_state" CHECK ("room_contributions"."state" in ('waiting', 'shown', 'hidden'))
);
--> statement-breakpoint
CREATE TABLE "room_hosts" (
	"room_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "room_hosts_room_id_person_id_pk" PRIMARY KEY("room_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "room_seats" (
	"key" text PRIMARY KEY NOT NULL,
	"room_id" uuid NOT NULL,
	"name" text NOT NULL,
	"person_id" uuid
);
--> statement-breakpoint
CREATE TABLE "room_tallies" (
	"activity_id" uuid NOT NULL,
	"key" text NOT NULL,
	"weight" integer NOT NULL,
	CONSTRAINT "room_tallies_activity_id_key_pk" PRIMARY KEY("activity_id","key")
);
--> statement-breakpoint
CREATE TABLE "room_words" (
	"activity_id" uuid NOT NULL,
	"word" text NOT NULL,
	"merged_into" text,
	CONSTRAINT "room_words_activity_id_word_pk" PRIMARY KEY("activity_id","word")
);
--> statement-breakpoint
CREATE TABLE "rooms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"session_id" uuid,
	"needs_account" boolean DEFAULT false NOT NULL,
	"shows_after_reading" boolean DEFAULT false NOT NULL,
	"refused_words" text DEFAULT '' NOT NULL,
	"current_activity_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "rooms_code_unique" UNIQUE("code"),
	CONSTRAINT "rooms_code" CHECK ("rooms"."code" ~ '^[0-9]{6}$')
);
--> statement-breakpoint
CREATE TABLE "live_channels" (
	"name" text PRIMARY KEY NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "live_presences" (
	"process" uuid NOT NULL,
	"channel" text NOT NULL,
	"people" integer NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "live_presences_process_channel_pk" PRIMARY KEY("process","channel")
);
--> statement-breakpoint
ALTER TABLE "room_activities" ADD CONSTRAINT "room_activities_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_acts" ADD CONSTRAINT "room_acts_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_acts" ADD CONSTRAINT "room_acts_by_persons_id_fk" FOREIGN KEY ("by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_admissions" ADD CONSTRAINT "room_admissions_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_admissions" ADD CONSTRAINT "room_admissions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_answers" ADD CONSTRAINT "room_answers_activity_id_room_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."room_activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_answers" ADD CONSTRAINT "room_answers_seat_room_seats_key_fk" FOREIGN KEY ("seat") REFERENCES "public"."room_seats"("key") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_contributions" ADD CONSTRAINT "room_contributions_activity_id_room_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."room_activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_contributions" ADD CONSTRAINT "room_contributions_seat_room_seats_key_fk" FOREIGN KEY ("seat") REFERENCES "public"."room_seats"("key") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_hosts" ADD CONSTRAINT "room_hosts_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_hosts" ADD CONSTRAINT "room_hosts_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_seats" ADD CONSTRAINT "room_seats_room_id_rooms_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_seats" ADD CONSTRAINT "room_seats_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_tallies" ADD CONSTRAINT "room_tallies_activity_id_room_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."room_activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_words" ADD CONSTRAINT "room_words_activity_id_room_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."room_activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_created_by_persons_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "room_activities_room" ON "room_activities" USING btree ("room_id","position");--> statement-breakpoint
CREATE INDEX "room_acts_room" ON "room_acts" USING btree ("room_id","id");--> statement-breakpoint
CREATE INDEX "room_acts_by" ON "room_acts" USING btree ("by");--> statement-breakpoint
CREATE INDEX "room_admissions_person" ON "room_admissions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "room_answers_seat" ON "room_answers" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "room_contributions_activity" ON "room_contributions" USING btree ("activity_id","number");--> statement-breakpoint
CREATE INDEX "room_contributions_seat" ON "room_contributions" USING btree ("seat");--> statement-breakpoint
CREATE INDEX "room_hosts_person" ON "room_hosts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "room_seats_room" ON "room_seats" USING btree ("room_id");--> statement-breakpoint
CREATE INDEX "room_seats_person" ON "room_seats" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "rooms_session" ON "rooms" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "rooms_created_by" ON "rooms" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "live_presences_channel_index" ON "live_presences" USING btree ("channel");