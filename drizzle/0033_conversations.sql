CREATE TABLE "group_subscriptions" (
	"group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"scope" text NOT NULL,
	CONSTRAINT "group_subscriptions_group_id_person_id_pk" PRIMARY KEY("group_id","person_id"),
	CONSTRAINT "group_subscriptions_scope" CHECK ("group_subscriptions"."scope" in ('all', 'mine', 'none'))
);
--> statement-breakpoint
CREATE TABLE "message_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"thread_id" uuid,
	"subject" text DEFAULT '' NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"is_question" boolean DEFAULT false NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_drafts_place" UNIQUE NULLS NOT DISTINCT("person_id","group_id","thread_id")
);
--> statement-breakpoint
CREATE TABLE "message_mentions" (
	"message_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"written" text NOT NULL,
	CONSTRAINT "message_mentions_message_id_person_id_pk" PRIMARY KEY("message_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "message_reactions" (
	"message_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid NOT NULL,
	"reacted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_reactions_message_id_kind_person_id_pk" PRIMARY KEY("message_id","kind","person_id"),
	CONSTRAINT "message_reactions_kind" CHECK ("message_reactions"."kind" in ('learning', 'can-help', 'thanks'))
);
--> statement-breakpoint
CREATE TABLE "message_reports" (
	"message_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"reported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	CONSTRAINT "message_reports_message_id_person_id_pk" PRIMARY KEY("message_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "received_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"outcome" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thread_readings" (
	"person_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"seen" integer NOT NULL,
	CONSTRAINT "thread_readings_person_id_thread_id_pk" PRIMARY KEY("person_id","thread_id")
);
--> statement-breakpoint
CREATE TABLE "thread_subscriptions" (
	"thread_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"is_followed" boolean NOT NULL,
	CONSTRAINT "thread_subscriptions_thread_id_person_id_pk" PRIMARY KEY("thread_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "message_versions" (
	"message_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_versions_message_id_version_pk" PRIMARY KEY("message_id","version")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"thread_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"author_id" uuid,
	"text" text NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"hiding_id" uuid,
	"left_out" smallint,
	CONSTRAINT "messages_number" CHECK ("messages"."number" > 0),
	CONSTRAINT "messages_withdrawn" CHECK (("messages"."withdrawn_at" is null) = ("messages"."text" <> ''))
);
--> statement-breakpoint
CREATE TABLE "moderation_acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"message_id" uuid,
	"kind" text NOT NULL,
	"reason" text,
	"actor_id" uuid,
	"done_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "moderation_acts_kind" CHECK ("moderation_acts"."kind" in ('hidden', 'restored', 'closed', 'reopened')),
	CONSTRAINT "moderation_acts_reason" CHECK ("moderation_acts"."kind" not in ('hidden', 'closed') or "moderation_acts"."reason" is not null),
	CONSTRAINT "moderation_acts_about" CHECK (("moderation_acts"."message_id" is not null) = ("moderation_acts"."kind" in ('hidden', 'restored')))
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"key" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "threads_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject" text NOT NULL,
	"is_question" boolean DEFAULT false NOT NULL,
	"started_by" uuid,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"message_count" integer DEFAULT 0 NOT NULL,
	"answer_id" uuid,
	"answered_by" uuid,
	"closing_id" uuid,
	CONSTRAINT "threads_key_unique" UNIQUE("key"),
	CONSTRAINT "threads_number_unique" UNIQUE("number"),
	CONSTRAINT "threads_answer_to_question" CHECK ("threads"."answer_id" is null or "threads"."is_question")
);
--> statement-breakpoint
ALTER TABLE "group_subscriptions" ADD CONSTRAINT "group_subscriptions_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_subscriptions" ADD CONSTRAINT "group_subscriptions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_drafts" ADD CONSTRAINT "message_drafts_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_drafts" ADD CONSTRAINT "message_drafts_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_drafts" ADD CONSTRAINT "message_drafts_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_mentions" ADD CONSTRAINT "message_mentions_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_mentions" ADD CONSTRAINT "message_mentions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_settled_by_persons_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_readings" ADD CONSTRAINT "thread_readings_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_readings" ADD CONSTRAINT "thread_readings_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_subscriptions" ADD CONSTRAINT "thread_subscriptions_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_subscriptions" ADD CONSTRAINT "thread_subscriptions_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_versions" ADD CONSTRAINT "message_versions_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_author_id_persons_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_hiding_id_moderation_acts_id_fk" FOREIGN KEY ("hiding_id") REFERENCES "public"."moderation_acts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_acts" ADD CONSTRAINT "moderation_acts_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_acts" ADD CONSTRAINT "moderation_acts_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_acts" ADD CONSTRAINT "moderation_acts_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_acts" ADD CONSTRAINT "moderation_acts_actor_id_persons_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_started_by_persons_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_answer_id_messages_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."messages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_answered_by_persons_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_closing_id_moderation_acts_id_fk" FOREIGN KEY ("closing_id") REFERENCES "public"."moderation_acts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "group_subscriptions_person" ON "group_subscriptions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "message_drafts_group" ON "message_drafts" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "message_drafts_thread" ON "message_drafts" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "message_mentions_person" ON "message_mentions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "message_reactions_person" ON "message_reactions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "message_reports_person" ON "message_reports" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "message_reports_settled_by" ON "message_reports" USING btree ("settled_by");--> statement-breakpoint
CREATE UNIQUE INDEX "received_mails_once" ON "received_mails" USING btree ("digest") WHERE "received_mails"."outcome" = 'published';--> statement-breakpoint
CREATE INDEX "received_mails_at" ON "received_mails" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "thread_readings_thread" ON "thread_readings" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "thread_subscriptions_person" ON "thread_subscriptions" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_numbered" ON "messages" USING btree ("thread_id","number");--> statement-breakpoint
CREATE INDEX "messages_of_author" ON "messages" USING btree ("author_id","written_at");--> statement-breakpoint
CREATE INDEX "messages_hiding" ON "messages" USING btree ("hiding_id");--> statement-breakpoint
CREATE INDEX "moderation_acts_group" ON "moderation_acts" USING btree ("group_id","id");--> statement-breakpoint
CREATE INDEX "moderation_acts_thread" ON "moderation_acts" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "moderation_acts_message" ON "moderation_acts" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "moderation_acts_actor" ON "moderation_acts" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "threads_latest" ON "threads" USING btree ("group_id","last_at","id");--> statement-breakpoint
CREATE INDEX "threads_started_by" ON "threads" USING btree ("started_by");--> statement-breakpoint
CREATE INDEX "threads_answer" ON "threads" USING btree ("answer_id");--> statement-breakpoint
CREATE INDEX "threads_answered_by" ON "threads" USING btree ("answered_by");--> statement-breakpoint
CREATE INDEX "threads_closing" ON "threads" USING btree ("closing_id");