CREATE TABLE "gathering_sheets_sent" (
	"key" uuid PRIMARY KEY NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "gathering_sheets_sent_at" ON "gathering_sheets_sent" USING btree ("sent_at");