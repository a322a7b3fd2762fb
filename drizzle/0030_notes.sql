CREATE TABLE "note_closings" (
	"notes_id" uuid PRIMARY KEY NOT NULL,
	"closed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "note_updates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notes_id" uuid NOT NULL,
	"update" "bytea" NOT NULL,
	"written_by" uuid,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "note_version_writers" (
	"version_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "note_version_writers_version_id_person_id_pk" PRIMARY KEY("version_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "note_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notes_id" uuid NOT NULL,
	"text" text NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"state" "bytea",
	"settled_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "note_closings" ADD CONSTRAINT "note_closings_notes_id_notes_id_fk" FOREIGN KEY ("notes_id") REFERENCES "public"."notes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_closings" ADD CONSTRAINT "note_closings_closed_by_persons_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_updates" ADD CONSTRAINT "note_updates_notes_id_notes_id_fk" FOREIGN KEY ("notes_id") REFERENCES "public"."notes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_updates" ADD CONSTRAINT "note_updates_written_by_persons_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_version_writers" ADD CONSTRAINT "note_version_writers_version_id_note_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."note_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_version_writers" ADD CONSTRAINT "note_version_writers_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_versions" ADD CONSTRAINT "note_versions_notes_id_notes_id_fk" FOREIGN KEY ("notes_id") REFERENCES "public"."notes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "note_closings_by" ON "note_closings" USING btree ("closed_by");--> statement-breakpoint
CREATE INDEX "note_updates_of" ON "note_updates" USING btree ("notes_id");--> statement-breakpoint
CREATE INDEX "note_updates_by" ON "note_updates" USING btree ("written_by");--> statement-breakpoint
CREATE INDEX "note_version_writers_person" ON "note_version_writers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "note_versions_of" ON "note_versions" USING btree ("notes_id","id");--> statement-breakpoint
-- What was written in the notes of gatherings becomes notes that are written together. Their id is that of the gathering.
insert into notes (id, text, settled_at)
	select gathering_id, notes, written_at from gathering_traces where notes <> '';--> statement-breakpoint
ALTER TABLE "gathering_traces" DROP COLUMN "notes";