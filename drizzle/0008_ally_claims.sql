CREATE TABLE "ally_claims" (
	"id" uuid PRIMARY KEY NOT NULL,
	"profile_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"message" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"outcome" text,
	"reason" text,
	CONSTRAINT "ally_claims_outcome" CHECK ("ally_claims"."outcome" in ('accepted', 'refused', 'withdrawn')),
	CONSTRAINT "ally_claims_decided" CHECK (("ally_claims"."outcome" is null) = ("ally_claims"."decided_at" is null)),
	CONSTRAINT "ally_claims_reason" CHECK ("ally_claims"."outcome" not in ('accepted', 'refused') or "ally_claims"."reason" is not null)
);
--> statement-breakpoint
ALTER TABLE "ally_profiles" DROP CONSTRAINT "ally_profiles_rna_form";--> statement-breakpoint
ALTER TABLE "ally_claims" ADD CONSTRAINT "ally_claims_profile_id_ally_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."ally_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_claims" ADD CONSTRAINT "ally_claims_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_claims" ADD CONSTRAINT "ally_claims_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ally_claims_open" ON "ally_claims" USING btree ("profile_id","person_id") WHERE "ally_claims"."outcome" is null;--> statement-breakpoint
CREATE INDEX "ally_claims_waiting" ON "ally_claims" USING btree ("asked_at","id") WHERE "ally_claims"."outcome" is null;--> statement-breakpoint
CREATE INDEX "ally_claims_profile" ON "ally_claims" USING btree ("profile_id");--> statement-breakpoint
CREATE INDEX "ally_claims_person" ON "ally_claims" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "ally_claims_decided_by" ON "ally_claims" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "ally_listings_siren" ON "ally_listings" USING btree ("siren","audience");--> statement-breakpoint
ALTER TABLE "ally_profiles" ADD CONSTRAINT "ally_profiles_rna_form" CHECK ("ally_profiles"."rna" ~ '^W\d[0-9A-Z]\d{7}$');