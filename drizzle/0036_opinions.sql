CREATE TABLE "room_opinions" (
	"activity_id" uuid PRIMARY KEY NOT NULL,
	"map" jsonb NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "room_opinions" ADD CONSTRAINT "room_opinions_activity_id_room_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."room_activities"("id") ON DELETE cascade ON UPDATE no action;