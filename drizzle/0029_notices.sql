CREATE TABLE "notice_clocks" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"time_zone" text NOT NULL,
	"hour" smallint NOT NULL,
	CONSTRAINT "notice_clocks_hour" CHECK ("notice_clocks"."hour" between 0 and 23)
);
--> statement-breakpoint
CREATE TABLE "notice_preferences" (
	"person_id" uuid NOT NULL,
	"family" text NOT NULL,
	"channel" text NOT NULL,
	"pace" text NOT NULL,
	"chosen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notice_preferences_person_id_family_channel_pk" PRIMARY KEY("person_id","family","channel"),
	CONSTRAINT "notice_preferences_channel" CHECK ("notice_preferences"."channel" in ('page', 'mail')),
	CONSTRAINT "notice_preferences_pace" CHECK ("notice_preferences"."pace" in ('at-once', 'daily', 'weekly', 'none')),
	CONSTRAINT "notice_preferences_page" CHECK ("notice_preferences"."channel" = 'mail' or "notice_preferences"."pace" in ('at-once', 'none'))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"path" text NOT NULL,
	"details" jsonb NOT NULL,
	"actor_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	"mail_due" timestamp with time zone,
	"mailed_at" timestamp with time zone,
	CONSTRAINT "notices_path" CHECK ("notices"."path" ~ '^/([^/]|$)'),
	CONSTRAINT "notices_mail_once" CHECK (num_nonnulls("notices"."mail_due", "notices"."mailed_at") < 2),
	CONSTRAINT "notices_mail_unread" CHECK (num_nonnulls("notices"."mail_due", "notices"."read_at") < 2),
	CONSTRAINT "notices_not_own_act" CHECK ("notices"."actor_id" <> "notices"."person_id")
);
--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "headers" jsonb;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "notice_clocks" ADD CONSTRAINT "notice_clocks_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_actor_id_persons_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("person_id","about");--> statement-breakpoint
CREATE INDEX "notices_of_person" ON "notices" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("person_id","id") WHERE "notices"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notices_due" ON "notices" USING btree ("mail_due") WHERE "notices"."mail_due" is not null;--> statement-breakpoint
CREATE INDEX "notices_read" ON "notices" USING btree ("read_at") WHERE "notices"."read_at" is not null;--> statement-breakpoint
CREATE INDEX "notices_created" ON "notices" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "notices_actor" ON "notices" USING btree ("actor_id");