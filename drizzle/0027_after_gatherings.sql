CREATE TABLE "gathering_documents" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"gathering_id" uuid NOT NULL,
	"title" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gathering_sheets_sent" (
	"key" uuid PRIMARY KEY NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gathering_named" (
	"gathering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"agreed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gathering_named_gathering_id_person_id_pk" PRIMARY KEY("gathering_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "gathering_wishes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gathering_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"about" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"met_at" timestamp with time zone,
	CONSTRAINT "gathering_wishes_once" UNIQUE("gathering_id","from_id","to_id"),
	CONSTRAINT "gathering_wishes_two" CHECK ("gathering_wishes"."from_id" <> "gathering_wishes"."to_id")
);
--> statement-breakpoint
ALTER TABLE "gathering_documents" ADD CONSTRAINT "gathering_documents_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_documents" ADD CONSTRAINT "gathering_documents_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_named" ADD CONSTRAINT "gathering_named_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_named" ADD CONSTRAINT "gathering_named_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_wishes" ADD CONSTRAINT "gathering_wishes_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_wishes" ADD CONSTRAINT "gathering_wishes_from_id_persons_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_wishes" ADD CONSTRAINT "gathering_wishes_to_id_persons_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gathering_documents_gathering" ON "gathering_documents" USING btree ("gathering_id","added_at");--> statement-breakpoint
CREATE INDEX "gathering_sheets_sent_at" ON "gathering_sheets_sent" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "gathering_named_person" ON "gathering_named" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "gathering_wishes_from" ON "gathering_wishes" USING btree ("from_id");--> statement-breakpoint
CREATE INDEX "gathering_wishes_to" ON "gathering_wishes" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "gatherings_position" ON "gatherings" USING btree ("latitude","longitude");