CREATE TABLE "introduction_answers" (
	"introduction_id" uuid NOT NULL,
	"side" text NOT NULL,
	"answer" text NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp with time zone DEFAULT now() NOT NULL,
	"contact_name" text,
	"contact_email" text,
	"contact_phone" text,
	"outcome_key_hash" text,
	CONSTRAINT "introduction_answers_introduction_id_side_pk" PRIMARY KEY("introduction_id","side"),
	CONSTRAINT "introduction_answers_side" CHECK ("introduction_answers"."side" in ('asker', 'helper')),
	CONSTRAINT "introduction_answers_answer" CHECK ("introduction_answers"."answer" in ('agreed', 'declined')),
	CONSTRAINT "introduction_answers_contact" CHECK ("introduction_answers"."answer" = 'agreed' or num_nonnulls("introduction_answers"."contact_name", "introduction_answers"."contact_email", "introduction_answers"."contact_phone") = 0)
);
--> statement-breakpoint
CREATE TABLE "introduction_outcomes" (
	"introduction_id" uuid NOT NULL,
	"told_as" text NOT NULL,
	"outcome" text NOT NULL,
	"sentence" text,
	"told_by" uuid,
	"told_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "introduction_outcomes_introduction_id_told_as_pk" PRIMARY KEY("introduction_id","told_as"),
	CONSTRAINT "introduction_outcomes_told_as" CHECK ("introduction_outcomes"."told_as" in ('asker', 'helper', 'facilitator')),
	CONSTRAINT "introduction_outcomes_outcome" CHECK ("introduction_outcomes"."outcome" in ('met', 'working-together', 'nothing-yet', 'no-need'))
);
--> statement-breakpoint
CREATE TABLE "introductions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"need_id" uuid,
	"asker_organisation_id" uuid,
	"asker_person_id" uuid,
	"helper_organisation_id" uuid,
	"helper_person_id" uuid,
	"proposed_as" text NOT NULL,
	"proposed_by" uuid,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"word" text NOT NULL,
	"agreed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ending" text,
	"outcome_asked_at" timestamp with time zone,
	CONSTRAINT "introductions_asker" CHECK (num_nonnulls("introductions"."asker_organisation_id", "introductions"."asker_person_id") = 1),
	CONSTRAINT "introductions_helper" CHECK (num_nonnulls("introductions"."helper_organisation_id", "introductions"."helper_person_id") = 1),
	CONSTRAINT "introductions_two_sides" CHECK ("introductions"."asker_organisation_id" is distinct from "introductions"."helper_organisation_id"
				or "introductions"."asker_person_id" is distinct from "introductions"."helper_person_id"),
	CONSTRAINT "introductions_one_end" CHECK (num_nonnulls("introductions"."agreed_at", "introductions"."ended_at") <= 1),
	CONSTRAINT "introductions_ending" CHECK (("introductions"."ending" is null) = ("introductions"."ended_at" is null)),
	CONSTRAINT "introductions_endings" CHECK ("introductions"."ending" in ('declined', 'withdrawn', 'expired')),
	CONSTRAINT "introductions_proposed_as" CHECK ("introductions"."proposed_as" in ('asker', 'helper', 'facilitator'))
);
--> statement-breakpoint
CREATE TABLE "introduction_availabilities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid,
	"person_id" uuid,
	"state" text NOT NULL,
	"until" date NOT NULL,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL,
	"said_by" uuid,
	CONSTRAINT "introduction_availabilities_once" UNIQUE NULLS NOT DISTINCT("organisation_id","person_id"),
	CONSTRAINT "introduction_availabilities_subject" CHECK (num_nonnulls("introduction_availabilities"."organisation_id", "introduction_availabilities"."person_id") = 1),
	CONSTRAINT "introduction_availabilities_state" CHECK ("introduction_availabilities"."state" in ('ready', 'away'))
);
--> statement-breakpoint
CREATE TABLE "introduction_need_skills" (
	"need_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	CONSTRAINT "introduction_need_skills_need_id_skill_id_pk" PRIMARY KEY("need_id","skill_id")
);
--> statement-breakpoint
CREATE TABLE "introduction_needs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid,
	"organisation_id" uuid,
	"sentence" text NOT NULL,
	"audience" text NOT NULL,
	"territory_id" text,
	"place_label" text,
	"departement_code" text,
	"region_code" text,
	"latitude" double precision,
	"longitude" double precision,
	"until" date NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	CONSTRAINT "introduction_needs_asker" CHECK (num_nonnulls("introduction_needs"."organisation_id", "introduction_needs"."person_id") >= 1),
	CONSTRAINT "introduction_needs_audience" CHECK ("introduction_needs"."audience" in ('public', 'allies'))
);
--> statement-breakpoint
CREATE TABLE "introduction_proposals" (
	"need_id" uuid NOT NULL,
	"organisation_id" uuid,
	"person_id" uuid,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "introduction_proposals_once" UNIQUE NULLS NOT DISTINCT("need_id","organisation_id","person_id"),
	CONSTRAINT "introduction_proposals_subject" CHECK (num_nonnulls("introduction_proposals"."organisation_id", "introduction_proposals"."person_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "introduction_answers" ADD CONSTRAINT "introduction_answers_introduction_id_introductions_id_fk" FOREIGN KEY ("introduction_id") REFERENCES "public"."introductions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_answers" ADD CONSTRAINT "introduction_answers_answered_by_persons_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_outcomes" ADD CONSTRAINT "introduction_outcomes_introduction_id_introductions_id_fk" FOREIGN KEY ("introduction_id") REFERENCES "public"."introductions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_outcomes" ADD CONSTRAINT "introduction_outcomes_told_by_persons_id_fk" FOREIGN KEY ("told_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_need_id_introduction_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."introduction_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_asker_organisation_id_organisations_id_fk" FOREIGN KEY ("asker_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_asker_person_id_persons_id_fk" FOREIGN KEY ("asker_person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_helper_organisation_id_organisations_id_fk" FOREIGN KEY ("helper_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_helper_person_id_persons_id_fk" FOREIGN KEY ("helper_person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introductions" ADD CONSTRAINT "introductions_proposed_by_persons_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_availabilities" ADD CONSTRAINT "introduction_availabilities_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_availabilities" ADD CONSTRAINT "introduction_availabilities_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_availabilities" ADD CONSTRAINT "introduction_availabilities_said_by_persons_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_need_skills" ADD CONSTRAINT "introduction_need_skills_need_id_introduction_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."introduction_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_needs" ADD CONSTRAINT "introduction_needs_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_needs" ADD CONSTRAINT "introduction_needs_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_needs" ADD CONSTRAINT "introduction_needs_closed_by_persons_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_proposals" ADD CONSTRAINT "introduction_proposals_need_id_introduction_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."introduction_needs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_proposals" ADD CONSTRAINT "introduction_proposals_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "introduction_proposals" ADD CONSTRAINT "introduction_proposals_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "introduction_answers_answered_by" ON "introduction_answers" USING btree ("answered_by");--> statement-breakpoint
CREATE UNIQUE INDEX "introduction_answers_outcome_key" ON "introduction_answers" USING btree ("outcome_key_hash");--> statement-breakpoint
CREATE INDEX "introduction_outcomes_told_by" ON "introduction_outcomes" USING btree ("told_by");--> statement-breakpoint
CREATE UNIQUE INDEX "introductions_of_need_and_organisation" ON "introductions" USING btree ("need_id","helper_organisation_id") WHERE "introductions"."helper_organisation_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "introductions_of_need_and_person" ON "introductions" USING btree ("need_id","helper_person_id") WHERE "introductions"."helper_person_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "introductions_of_two_allies" ON "introductions" USING btree (coalesce("asker_organisation_id", "asker_person_id"),coalesce("helper_organisation_id", "helper_person_id")) WHERE "introductions"."need_id" is null and "introductions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "introductions_asker_organisation" ON "introductions" USING btree ("asker_organisation_id");--> statement-breakpoint
CREATE INDEX "introductions_asker_person" ON "introductions" USING btree ("asker_person_id");--> statement-breakpoint
CREATE INDEX "introductions_helper_organisation" ON "introductions" USING btree ("helper_organisation_id","proposed_at");--> statement-breakpoint
CREATE INDEX "introductions_helper_person" ON "introductions" USING btree ("helper_person_id","proposed_at");--> statement-breakpoint
CREATE INDEX "introductions_proposed_by" ON "introductions" USING btree ("proposed_by");--> statement-breakpoint
CREATE INDEX "introductions_waiting" ON "introductions" USING btree ("expires_at") WHERE "introductions"."agreed_at" is null and "introductions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "introductions_to_follow_up" ON "introductions" USING btree ("agreed_at") WHERE "introductions"."agreed_at" is not null and "introductions"."outcome_asked_at" is null;--> statement-breakpoint
CREATE INDEX "introduction_availabilities_person" ON "introduction_availabilities" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "introduction_availabilities_said_by" ON "introduction_availabilities" USING btree ("said_by");--> statement-breakpoint
CREATE INDEX "introduction_need_skills_skill" ON "introduction_need_skills" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "introduction_needs_person" ON "introduction_needs" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "introduction_needs_organisation" ON "introduction_needs" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "introduction_needs_closed_by" ON "introduction_needs" USING btree ("closed_by");--> statement-breakpoint
CREATE INDEX "introduction_needs_open" ON "introduction_needs" USING btree ("opened_at","id") WHERE "introduction_needs"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "introduction_proposals_organisation" ON "introduction_proposals" USING btree ("organisation_id","proposed_at");--> statement-breakpoint
CREATE INDEX "introduction_proposals_person" ON "introduction_proposals" USING btree ("person_id","proposed_at");