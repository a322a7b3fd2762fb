CREATE TABLE "room_pairs" (
	"activity_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"table" integer NOT NULL,
	"author" text NOT NULL,
	CONSTRAINT "room_pairs_activity_id_round_author_pk" PRIMARY KEY("activity_id","round","author")
);
--> statement-breakpoint
CREATE TABLE "room_syntheses" (
	"activity_id" uuid NOT NULL,
	"hat" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "room_syntheses_activity_id_hat_pk" PRIMARY KEY("activity_id","hat")
);
--> statement-breakpoint
ALTER TABLE "room_pairs" ADD CONSTRAINT "room_pairs_activity_id_room_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."room_activities"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room_syntheses" ADD CONSTRAINT "room_syntheses_activity_id_room_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "public"."room_activities"("id") ON DELETE cascade ON UPDATE no action;