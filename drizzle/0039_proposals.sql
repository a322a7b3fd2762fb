CREATE TABLE "proposal_amendments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"proposal_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"title_before" text NOT NULL,
	"text_before" text NOT NULL,
	"reason" text NOT NULL,
	"proposed_by" uuid,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" text,
	"answer" text DEFAULT '' NOT NULL,
	"answered_at" timestamp with time zone,
	"answered_by" uuid,
	CONSTRAINT "proposal_amendments_outcome" CHECK ("proposal_amendments"."outcome" in ('taken', 'declined')),
	CONSTRAINT "proposal_amendments_answered" CHECK (("proposal_amendments"."outcome" is null) = ("proposal_amendments"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "proposal_sources" (
	"proposal_id" uuid NOT NULL,
	"contribution_id" uuid NOT NULL,
	CONSTRAINT "proposal_sources_proposal_id_contribution_id_pk" PRIMARY KEY("proposal_id","contribution_id")
);
--> statement-breakpoint
CREATE TABLE "proposal_supports" (
	"proposal_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"joins" boolean DEFAULT false NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposal_supports_proposal_id_person_id_pk" PRIMARY KEY("proposal_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"edition_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"theme" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"proposed_by" uuid,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"supports" integer DEFAULT 0 NOT NULL,
	"fate" text,
	"reason" text DEFAULT '' NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"merged_into" uuid,
	CONSTRAINT "proposals_number" UNIQUE("edition_id","number"),
	CONSTRAINT "proposals_fate" CHECK ("proposals"."fate" in ('kept', 'aside', 'merged')),
	CONSTRAINT "proposals_decided" CHECK (("proposals"."fate" is null) = ("proposals"."decided_at" is null)),
	CONSTRAINT "proposals_merged" CHECK (("proposals"."fate" is not distinct from 'merged') = ("proposals"."merged_into" is not null)),
	CONSTRAINT "proposals_not_into_itself" CHECK ("proposals"."merged_into" <> "proposals"."id")
);
--> statement-breakpoint
ALTER TABLE "room_contributions" ADD COLUMN "is_quoted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal_amendments" ADD CONSTRAINT "proposal_amendments_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_amendments" ADD CONSTRAINT "proposal_amendments_proposed_by_persons_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_amendments" ADD CONSTRAINT "proposal_amendments_answered_by_persons_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_sources" ADD CONSTRAINT "proposal_sources_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_supports" ADD CONSTRAINT "proposal_supports_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_supports" ADD CONSTRAINT "proposal_supports_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_proposed_by_persons_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_merged_into_proposals_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proposal_amendments_proposal" ON "proposal_amendments" USING btree ("proposal_id","id");--> statement-breakpoint
CREATE INDEX "proposal_amendments_proposed_by" ON "proposal_amendments" USING btree ("proposed_by");--> statement-breakpoint
CREATE INDEX "proposal_amendments_answered_by" ON "proposal_amendments" USING btree ("answered_by");--> statement-breakpoint
CREATE INDEX "proposal_sources_contribution" ON "proposal_sources" USING btree ("contribution_id");--> statement-breakpoint
CREATE INDEX "proposal_supports_person" ON "proposal_supports" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "proposals_order" ON "proposals" USING btree ("edition_id",("theme" = ''),"theme",(-"supports"),"number");--> statement-breakpoint
CREATE INDEX "proposals_proposed_by" ON "proposals" USING btree ("proposed_by");--> statement-breakpoint
CREATE INDEX "proposals_decided_by" ON "proposals" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "proposals_merged_into" ON "proposals" USING btree ("merged_into");