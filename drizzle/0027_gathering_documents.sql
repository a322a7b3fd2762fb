CREATE TABLE "gathering_documents" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"gathering_id" uuid NOT NULL,
	"title" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "gathering_documents" ADD CONSTRAINT "gathering_documents_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gathering_documents" ADD CONSTRAINT "gathering_documents_gathering_id_gatherings_id_fk" FOREIGN KEY ("gathering_id") REFERENCES "public"."gatherings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gathering_documents_gathering" ON "gathering_documents" USING btree ("gathering_id","added_at");