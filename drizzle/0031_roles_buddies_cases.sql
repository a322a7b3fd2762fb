CREATE TABLE "buddy_answers" (
	"pair_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "buddy_answers_pair_id_person_id_pk" PRIMARY KEY("pair_id","person_id"),
	CONSTRAINT "buddy_answers_answer" CHECK ("buddy_answers"."answer" in ('well', 'slowly', 'not-yet'))
);
--> statement-breakpoint
CREATE TABLE "buddy_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"group_id" uuid,
	"side" text NOT NULL,
	"purpose" text,
	"languages" text[] NOT NULL,
	"at_once" integer DEFAULT 1 NOT NULL,
	"offered_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "buddy_offers_side" CHECK ("buddy_offers"."side" in ('veteran', 'newcomer')),
	CONSTRAINT "buddy_offers_languages" CHECK (cardinality("buddy_offers"."languages") between 1 and 12),
	CONSTRAINT "buddy_offers_at_once" CHECK ("buddy_offers"."at_once" between 1 and 5),
	CONSTRAINT "buddy_offers_newcomer" CHECK ("buddy_offers"."side" = 'veteran' or "buddy_offers"."at_once" = 1)
);
--> statement-breakpoint
CREATE TABLE "buddy_pairs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid,
	"veteran_id" uuid NOT NULL,
	"newcomer_id" uuid NOT NULL,
	"purpose" text,
	"languages" text[] NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"veteran_agreed_at" timestamp with time zone,
	"newcomer_agreed_at" timestamp with time zone,
	"asked_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ending" text,
	"word" text,
	"word_by" uuid,
	CONSTRAINT "buddy_pairs_two" CHECK ("buddy_pairs"."veteran_id" <> "buddy_pairs"."newcomer_id"),
	CONSTRAINT "buddy_pairs_ending" CHECK (("buddy_pairs"."ended_at" is null) = ("buddy_pairs"."ending" is null))
);
--> statement-breakpoint
CREATE TABLE "practice_cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"told_by" uuid NOT NULL,
	"facilitated_by" uuid,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"round" text DEFAULT 'telling' NOT NULL,
	"told_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "practice_cases_round" CHECK ("practice_cases"."round" in ('telling', 'clarify', 'hypotheses', 'proposals', 'thanks')),
	CONSTRAINT "practice_cases_outcome" CHECK ("practice_cases"."outcome" in ('kept', 'opened')),
	CONSTRAINT "practice_cases_ended" CHECK (("practice_cases"."ended_at" is null) = ("practice_cases"."outcome" is null)),
	CONSTRAINT "practice_cases_facilitated" CHECK ("practice_cases"."facilitated_by" <> "practice_cases"."told_by")
);
--> statement-breakpoint
CREATE TABLE "practice_contributions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"round" text NOT NULL,
	"person_id" uuid NOT NULL,
	"text" text NOT NULL,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "practice_contributions_round" CHECK ("practice_contributions"."round" in ('clarify', 'hypotheses', 'proposals', 'thanks'))
);
--> statement-breakpoint
CREATE TABLE "group_documents" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"about" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_handovers" (
	"gathering_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"role_key" text NOT NULL,
	"text" text NOT NULL,
	"written_by" uuid,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_handovers_gathering_id_role_key_pk" PRIMARY KEY("gathering_id","role_key")
);
--> statement-breakpoint
CREATE TABLE "role_holders" (
	"gathering_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"role_key" text NOT NULL,
	"person_id" uuid NOT NULL,
	"how" text NOT NULL,
	"given_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_holders_gathering_id_role_key_pk" PRIMARY KEY("gathering_id","role_key"),
	CONSTRAINT "role_holders_how" CHECK ("role_holders"."how" in ('volunteered', 'proposed', 'swapped'))
);
--> statement-breakpoint
CREATE TABLE "role_swaps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gathering_id" uuid NOT NULL,
	"role_key" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_of" uuid,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_swaps_of_another" CHECK ("role_swaps"."asked_of" <> "role_swaps"."asked_by")
);
--> statement-breakpoint
CREATE TABLE "session_absences" (
	"gathering_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"said_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_absences_gathering_id_person_id_pk" PRIMARY KEY("gathering_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "session_roles" (
	"group_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text,
	"meaning" text,
	"position" integer NOT NULL,
	"left_out_at" timestamp with time zone,
	CONSTRAINT "session_roles_group_id_key_pk" PRIMARY KEY("group_id","key")
);
--> statement-breakpoint
CREATE TABLE "topic_supports" (
	"topic_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "topic_supports_topic_id_person_id_pk" PRIMARY KEY("topic_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"title" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"gathering_id" uuid,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"decision" text,
	"reason" text,
	CONSTRAINT "topics_decision" CHECK ("topics"."decision" in ('chosen', 'done', 'set-aside')),
	CONSTRAINT "topics_decided" CHECK (("topics"."decision" is null) = ("topics"."decided_at" is null)),
	CONSTRAINT "topics_reason" CHECK (("topics"."decision" = 'set-aside') = ("topics"."reason" is not null) or "topics"."decision" is null and "topics"."reason" is null),
	CONSTRAINT "topics_session" CHECK ("topics"."decision" = 'chosen' and "topics"."gathering_id" is not null or "topics"."decision" is distinct from 'chosen')
);
--> statement-breakpoint
ALTER TABLE "buddy_answers" ADD CONSTRAINT "buddy_answers_pair_id_buddy_pairs_id_fk" FOREIGN KEY ("pair_id") REFERENCES "public"."buddy_pairs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_answers" ADD CONSTRAINT "buddy_answers_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_offers" ADD CONSTRAINT "buddy_offers_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_offers" ADD CONSTRAINT "buddy_offers_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_pairs" ADD CONSTRAINT "buddy_pairs_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_pairs" ADD CONSTRAINT "buddy_pairs_veteran_id_persons_id_fk" FOREIGN KEY ("veteran_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_pairs" ADD CONSTRAINT "buddy_pairs_newcomer_id_persons_id_fk" FOREIGN KEY ("newcomer_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "buddy_pairs" ADD CONSTRAINT "buddy_pairs_word_by_persons_id_fk" FOREIGN KEY ("word_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_cases" ADD CONSTRAINT "practice_cases_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_cases" ADD CONSTRAINT "practice_cases_told_by_persons_id_fk" FOREIGN KEY ("told_by") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_cases" ADD CONSTRAINT "practice_cases_facilitated_by_persons_id_fk" FOREIGN KEY ("facilitated_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_contributions" ADD CONSTRAINT "practice_contributions_case_id_practice_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."practice_cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_contributions" ADD CONSTRAINT "practice_contributions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_documents" ADD CONSTRAINT "group_documents_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_documents" ADD CONSTRAINT "group_documents_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_handovers" ADD CONSTRAINT "role_handovers_written_by_persons_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_handovers" ADD CONSTRAINT "role_handovers_role" FOREIGN KEY ("group_id","role_key") REFERENCES "public"."session_roles"("group_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_holders" ADD CONSTRAINT "role_holders_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_holders" ADD CONSTRAINT "role_holders_role" FOREIGN KEY ("group_id","role_key") REFERENCES "public"."session_roles"("group_id","key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_swaps" ADD CONSTRAINT "role_swaps_asked_by_persons_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_swaps" ADD CONSTRAINT "role_swaps_asked_of_persons_id_fk" FOREIGN KEY ("asked_of") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_swaps" ADD CONSTRAINT "role_swaps_holder" FOREIGN KEY ("gathering_id","role_key") REFERENCES "public"."role_holders"("gathering_id","role_key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_absences" ADD CONSTRAINT "session_absences_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_roles" ADD CONSTRAINT "session_roles_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_supports" ADD CONSTRAINT "topic_supports_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_supports" ADD CONSTRAINT "topic_supports_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_asked_by_persons_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "buddy_answers_person" ON "buddy_answers" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "buddy_offers_once" ON "buddy_offers" USING btree ("person_id",coalesce("group_id", '00000000-0000-0000-0000-000000000000'::uuid)) WHERE "buddy_offers"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "buddy_offers_open" ON "buddy_offers" USING btree ("group_id","side") WHERE "buddy_offers"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "buddy_pairs_once" ON "buddy_pairs" USING btree (least("veteran_id", "newcomer_id"),greatest("veteran_id", "newcomer_id"));--> statement-breakpoint
CREATE UNIQUE INDEX "buddy_pairs_one_at_a_time" ON "buddy_pairs" USING btree ("newcomer_id",coalesce("group_id", '00000000-0000-0000-0000-000000000000'::uuid)) WHERE "buddy_pairs"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "buddy_pairs_veteran" ON "buddy_pairs" USING btree ("veteran_id");--> statement-breakpoint
CREATE INDEX "buddy_pairs_newcomer" ON "buddy_pairs" USING btree ("newcomer_id");--> statement-breakpoint
CREATE INDEX "buddy_pairs_group" ON "buddy_pairs" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "buddy_pairs_word_by" ON "buddy_pairs" USING btree ("word_by");--> statement-breakpoint
CREATE INDEX "practice_cases_group" ON "practice_cases" USING btree ("group_id","told_at");--> statement-breakpoint
CREATE INDEX "practice_cases_told_by" ON "practice_cases" USING btree ("told_by");--> statement-breakpoint
CREATE INDEX "practice_cases_facilitated_by" ON "practice_cases" USING btree ("facilitated_by");--> statement-breakpoint
CREATE INDEX "practice_contributions_case" ON "practice_contributions" USING btree ("case_id","said_at");--> statement-breakpoint
CREATE INDEX "practice_contributions_person" ON "practice_contributions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "group_documents_group" ON "group_documents" USING btree ("group_id","file_id");--> statement-breakpoint
CREATE INDEX "role_handovers_group" ON "role_handovers" USING btree ("group_id","role_key");--> statement-breakpoint
CREATE INDEX "role_handovers_by" ON "role_handovers" USING btree ("written_by");--> statement-breakpoint
CREATE UNIQUE INDEX "role_holders_one_role" ON "role_holders" USING btree ("gathering_id","person_id");--> statement-breakpoint
CREATE INDEX "role_holders_group" ON "role_holders" USING btree ("group_id","role_key");--> statement-breakpoint
CREATE INDEX "role_holders_person" ON "role_holders" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "role_swaps_once" ON "role_swaps" USING btree ("gathering_id","role_key");--> statement-breakpoint
CREATE INDEX "role_swaps_by" ON "role_swaps" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "role_swaps_of" ON "role_swaps" USING btree ("asked_of");--> statement-breakpoint
CREATE INDEX "session_absences_person" ON "session_absences" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "topic_supports_person" ON "topic_supports" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "topics_group" ON "topics" USING btree ("group_id","asked_at");--> statement-breakpoint
CREATE INDEX "topics_gathering" ON "topics" USING btree ("gathering_id");--> statement-breakpoint
CREATE INDEX "topics_asked_by" ON "topics" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "topics_decided_by" ON "topics" USING btree ("decided_by");