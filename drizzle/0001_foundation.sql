CREATE TABLE "charter_amendment_supports" (
	"amendment_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"supported_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "charter_amendment_supports_amendment_id_person_id_pk" PRIMARY KEY("amendment_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "charter_amendments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"paragraph_id" uuid NOT NULL,
	"person_id" uuid,
	"text" text NOT NULL,
	"reason" text NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" text,
	"answer" text,
	"answered_at" timestamp with time zone,
	"answered_by" uuid,
	CONSTRAINT "charter_amendments_outcome" CHECK ("charter_amendments"."outcome" in ('adopted', 'declined')),
	CONSTRAINT "charter_amendments_answered" CHECK (("charter_amendments"."outcome" is null) = ("charter_amendments"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "charter_articles" (
	"version" integer NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	CONSTRAINT "charter_articles_version_number_pk" PRIMARY KEY("version","number"),
	CONSTRAINT "charter_articles_number" CHECK ("charter_articles"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "charter_comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"paragraph_id" uuid NOT NULL,
	"person_id" uuid,
	"text" text NOT NULL,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "charter_counts" (
	"version" integer PRIMARY KEY NOT NULL,
	"persons" integer DEFAULT 0 NOT NULL,
	"organisations" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "charter_paragraphs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"article" integer NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"revises" uuid,
	CONSTRAINT "charter_paragraphs_number" CHECK ("charter_paragraphs"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "charter_signatures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"person_id" uuid,
	"organisation_id" uuid,
	"name" text NOT NULL,
	"mandate" text,
	"reservation" text,
	"is_name_public" boolean NOT NULL,
	"signed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "charter_signatures_signatory" CHECK ("charter_signatures"."organisation_id" is not null or "charter_signatures"."person_id" is not null),
	CONSTRAINT "charter_signatures_mandate" CHECK (("charter_signatures"."organisation_id" is null) = ("charter_signatures"."mandate" is null))
);
--> statement-breakpoint
CREATE TABLE "charter_versions" (
	"number" integer PRIMARY KEY NOT NULL,
	"drafted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"drafted_by" uuid,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"validated_on" date,
	"validated_by_meeting" text,
	"validation_recorded_by" uuid,
	"in_force_at" timestamp with time zone,
	"put_in_force_by" uuid,
	"renew_until" date,
	CONSTRAINT "charter_validated_once_closed" CHECK ("charter_versions"."validated_on" is null or "charter_versions"."closed_at" is not null),
	CONSTRAINT "charter_in_force_once_validated" CHECK ("charter_versions"."in_force_at" is null or "charter_versions"."validated_on" is not null),
	CONSTRAINT "charter_validation_names_its_meeting" CHECK (("charter_versions"."validated_on" is null) = ("charter_versions"."validated_by_meeting" is null))
);
--> statement-breakpoint
CREATE TABLE "charter_withdrawals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"person_id" uuid,
	"organisation_id" uuid,
	"signed_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_by" uuid,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "affiliations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"role" text NOT NULL,
	"since" date NOT NULL,
	"until" date
);
--> statement-breakpoint
CREATE TABLE "alliance" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"name" text NOT NULL,
	"purpose_fr" text NOT NULL,
	"purpose_en" text NOT NULL,
	"email" text NOT NULL,
	"website" text,
	"demonstration_world" text,
	CONSTRAINT "one_alliance" CHECK ("alliance"."id")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"place" text,
	"is_invented" boolean DEFAULT false NOT NULL,
	"founded_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisations_kind" CHECK ("organisations"."kind" in ('local-authority', 'state', 'association', 'company', 'cooperative', 'research', 'network', 'foundation', 'other'))
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"locale" text DEFAULT 'fr' NOT NULL,
	"is_invented" boolean DEFAULT false NOT NULL,
	"welcomed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "persons_email_is_lower_case" CHECK ("persons"."email" = lower("persons"."email")),
	CONSTRAINT "persons_locale" CHECK ("persons"."locale" in ('fr', 'en'))
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "roles_person_id_role_pk" PRIMARY KEY("person_id","role"),
	CONSTRAINT "roles_role" CHECK ("roles"."role" in ('administrator', 'facilitator'))
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text,
	"public_key" text NOT NULL,
	"credential_id" text NOT NULL,
	"counter" bigint NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"aaguid" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_deliveries" (
	"event_id" bigint NOT NULL,
	"handler" text NOT NULL,
	"delivered_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_deliveries_event_id_handler_pk" PRIMARY KEY("event_id","handler")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"actor_id" uuid,
	"details" jsonb NOT NULL,
	"happened_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"is_kept" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "charter_amendment_supports" ADD CONSTRAINT "charter_amendment_supports_amendment_id_charter_amendments_id_fk" FOREIGN KEY ("amendment_id") REFERENCES "public"."charter_amendments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_amendment_supports" ADD CONSTRAINT "charter_amendment_supports_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_amendments" ADD CONSTRAINT "charter_amendments_paragraph_id_charter_paragraphs_id_fk" FOREIGN KEY ("paragraph_id") REFERENCES "public"."charter_paragraphs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_amendments" ADD CONSTRAINT "charter_amendments_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_amendments" ADD CONSTRAINT "charter_amendments_answered_by_persons_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_articles" ADD CONSTRAINT "charter_articles_version_charter_versions_number_fk" FOREIGN KEY ("version") REFERENCES "public"."charter_versions"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_comments" ADD CONSTRAINT "charter_comments_paragraph_id_charter_paragraphs_id_fk" FOREIGN KEY ("paragraph_id") REFERENCES "public"."charter_paragraphs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_comments" ADD CONSTRAINT "charter_comments_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_counts" ADD CONSTRAINT "charter_counts_version_charter_versions_number_fk" FOREIGN KEY ("version") REFERENCES "public"."charter_versions"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_paragraphs" ADD CONSTRAINT "charter_paragraphs_version_article_charter_articles_version_number_fk" FOREIGN KEY ("version","article") REFERENCES "public"."charter_articles"("version","number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_paragraphs" ADD CONSTRAINT "charter_paragraphs_revises_charter_paragraphs_id_fk" FOREIGN KEY ("revises") REFERENCES "public"."charter_paragraphs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_signatures" ADD CONSTRAINT "charter_signatures_version_charter_versions_number_fk" FOREIGN KEY ("version") REFERENCES "public"."charter_versions"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_signatures" ADD CONSTRAINT "charter_signatures_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_signatures" ADD CONSTRAINT "charter_signatures_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_versions" ADD CONSTRAINT "charter_versions_drafted_by_persons_id_fk" FOREIGN KEY ("drafted_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_versions" ADD CONSTRAINT "charter_versions_closed_by_persons_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_versions" ADD CONSTRAINT "charter_versions_validation_recorded_by_persons_id_fk" FOREIGN KEY ("validation_recorded_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_versions" ADD CONSTRAINT "charter_versions_put_in_force_by_persons_id_fk" FOREIGN KEY ("put_in_force_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_withdrawals" ADD CONSTRAINT "charter_withdrawals_version_charter_versions_number_fk" FOREIGN KEY ("version") REFERENCES "public"."charter_versions"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_withdrawals" ADD CONSTRAINT "charter_withdrawals_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_withdrawals" ADD CONSTRAINT "charter_withdrawals_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charter_withdrawals" ADD CONSTRAINT "charter_withdrawals_withdrawn_by_persons_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "affiliations" ADD CONSTRAINT "affiliations_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "affiliations" ADD CONSTRAINT "affiliations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_founded_by_persons_id_fk" FOREIGN KEY ("founded_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_persons_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_persons_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_persons_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_deliveries" ADD CONSTRAINT "event_deliveries_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "charter_supports_person" ON "charter_amendment_supports" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "charter_amendments_paragraph" ON "charter_amendments" USING btree ("paragraph_id","id");--> statement-breakpoint
CREATE INDEX "charter_amendments_person" ON "charter_amendments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "charter_comments_paragraph" ON "charter_comments" USING btree ("paragraph_id","id");--> statement-breakpoint
CREATE INDEX "charter_comments_person" ON "charter_comments" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "charter_paragraphs_place" ON "charter_paragraphs" USING btree ("version","article","number");--> statement-breakpoint
CREATE UNIQUE INDEX "charter_signatures_person" ON "charter_signatures" USING btree ("person_id","version") WHERE "charter_signatures"."organisation_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "charter_signatures_organisation" ON "charter_signatures" USING btree ("organisation_id","version") WHERE "charter_signatures"."organisation_id" is not null;--> statement-breakpoint
CREATE INDEX "charter_signatures_mandatary" ON "charter_signatures" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "charter_signatures_register" ON "charter_signatures" USING btree ("version","signed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "charter_signatures"."organisation_id" is not null or "charter_signatures"."is_name_public";--> statement-breakpoint
CREATE INDEX "charter_signatures_register_organisations" ON "charter_signatures" USING btree ("version","signed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "charter_signatures"."organisation_id" is not null;--> statement-breakpoint
CREATE INDEX "charter_signatures_register_persons" ON "charter_signatures" USING btree ("version","signed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "charter_signatures"."organisation_id" is null and "charter_signatures"."is_name_public";--> statement-breakpoint
CREATE INDEX "charter_signatures_search" ON "charter_signatures" USING gin (search_key("name") gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "charter_versions_one_draft" ON "charter_versions" USING btree ((1)) WHERE "charter_versions"."in_force_at" is null;--> statement-breakpoint
CREATE INDEX "charter_withdrawals_person" ON "charter_withdrawals" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "charter_withdrawals_by" ON "charter_withdrawals" USING btree ("withdrawn_by");--> statement-breakpoint
CREATE UNIQUE INDEX "affiliations_current" ON "affiliations" USING btree ("person_id","organisation_id") WHERE "affiliations"."until" is null;--> statement-breakpoint
CREATE INDEX "affiliations_organisation" ON "affiliations" USING btree ("organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "organisations_name_key" ON "organisations" USING btree (name_key("name"));--> statement-breakpoint
CREATE INDEX "organisations_founded_by" ON "organisations" USING btree ("founded_by");--> statement-breakpoint
CREATE UNIQUE INDEX "persons_email" ON "persons" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_at_provider" ON "accounts" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "passkeys_credential" ON "passkeys" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "passkeys_user" ON "passkeys" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token" ON "sessions" USING btree ("token");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "events_actor_id_index" ON "events" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "mails_queued_at_index" ON "mails" USING btree ("queued_at");