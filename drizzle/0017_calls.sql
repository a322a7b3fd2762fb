CREATE TABLE "ally_call_applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"organisation_id" uuid,
	"person_id" uuid,
	"sentence" text NOT NULL,
	"applied_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_by" uuid,
	"outcome" text,
	"reason" text,
	CONSTRAINT "ally_call_applications_call" UNIQUE("id","call_id"),
	CONSTRAINT "ally_call_applications_subject" CHECK (num_nonnulls("ally_call_applications"."organisation_id", "ally_call_applications"."person_id") = 1),
	CONSTRAINT "ally_call_applications_outcome" CHECK ("ally_call_applications"."outcome" in ('chosen', 'not-chosen')),
	CONSTRAINT "ally_call_applications_reason" CHECK ("ally_call_applications"."outcome" <> 'chosen' or "ally_call_applications"."reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "ally_call_criteria" (
	"call_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"label" text NOT NULL,
	"weight" smallint NOT NULL,
	CONSTRAINT "ally_call_criteria_call_id_number_pk" PRIMARY KEY("call_id","number"),
	CONSTRAINT "ally_call_criteria_weight" CHECK ("ally_call_criteria"."weight" between 1 and 10)
);
--> statement-breakpoint
CREATE TABLE "ally_call_scores" (
	"application_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"criterion" smallint NOT NULL,
	"person_id" uuid NOT NULL,
	"score" smallint NOT NULL,
	"scored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ally_call_scores_application_id_criterion_person_id_pk" PRIMARY KEY("application_id","criterion","person_id"),
	CONSTRAINT "ally_call_scores_score" CHECK ("ally_call_scores"."score" between 0 and 5)
);
--> statement-breakpoint
CREATE TABLE "ally_call_skills" (
	"call_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	CONSTRAINT "ally_call_skills_call_id_skill_id_pk" PRIMARY KEY("call_id","skill_id")
);
--> statement-breakpoint
CREATE TABLE "ally_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"wanted" smallint NOT NULL,
	"way" text NOT NULL,
	"deadline" date NOT NULL,
	"territory_id" text,
	"place_label" text,
	"departement_code" text,
	"region_code" text,
	"latitude" double precision,
	"longitude" double precision,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"opened_by" uuid,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"decision" text,
	CONSTRAINT "ally_calls_slug_unique" UNIQUE("slug"),
	CONSTRAINT "ally_calls_wanted" CHECK ("ally_calls"."wanted" between 1 and 50),
	CONSTRAINT "ally_calls_way" CHECK ("ally_calls"."way" in ('scores', 'consent')),
	CONSTRAINT "ally_calls_decision" CHECK (("ally_calls"."decided_at" is null) = ("ally_calls"."decision" is null))
);
--> statement-breakpoint
ALTER TABLE "ally_call_applications" ADD CONSTRAINT "ally_call_applications_call_id_ally_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."ally_calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_call_applications" ADD CONSTRAINT "ally_call_applications_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_call_applications" ADD CONSTRAINT "ally_call_applications_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_call_applications" ADD CONSTRAINT "ally_call_applications_applied_by_persons_id_fk" FOREIGN KEY ("applied_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_call_criteria" ADD CONSTRAINT "ally_call_criteria_call_id_ally_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."ally_calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_call_scores" ADD CONSTRAINT "ally_call_scores_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_call_scores" ADD CONSTRAINT "ally_call_scores_application" FOREIGN KEY ("application_id","call_id") REFERENCES "public"."ally_call_applications"("id","call_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_call_scores" ADD CONSTRAINT "ally_call_scores_criterion" FOREIGN KEY ("call_id","criterion") REFERENCES "public"."ally_call_criteria"("call_id","number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_call_skills" ADD CONSTRAINT "ally_call_skills_call_id_ally_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."ally_calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_calls" ADD CONSTRAINT "ally_calls_opened_by_persons_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_calls" ADD CONSTRAINT "ally_calls_decided_by_persons_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ally_call_applications_of_organisation" ON "ally_call_applications" USING btree ("call_id","organisation_id") WHERE "ally_call_applications"."organisation_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "ally_call_applications_of_person" ON "ally_call_applications" USING btree ("call_id","person_id") WHERE "ally_call_applications"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "ally_call_applications_organisation" ON "ally_call_applications" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "ally_call_applications_person" ON "ally_call_applications" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "ally_call_applications_applied_by" ON "ally_call_applications" USING btree ("applied_by");--> statement-breakpoint
CREATE INDEX "ally_call_scores_criterion_of_call" ON "ally_call_scores" USING btree ("call_id","criterion");--> statement-breakpoint
CREATE INDEX "ally_call_scores_person" ON "ally_call_scores" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "ally_call_skills_skill" ON "ally_call_skills" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "ally_calls_open" ON "ally_calls" USING btree ("deadline","id") WHERE "ally_calls"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "ally_calls_opened_by" ON "ally_calls" USING btree ("opened_by");--> statement-breakpoint
CREATE INDEX "ally_calls_decided_by" ON "ally_calls" USING btree ("decided_by");--> statement-breakpoint
-- Criteria and their weights are published beforehand: once somebody has applied, nothing of them changes. Whoever
-- applies holds the call by its foreign key, so that the two wait for each other.
CREATE FUNCTION ally_call_criteria_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM FROM ally_calls WHERE id IN (OLD.call_id, NEW.call_id) ORDER BY id FOR UPDATE;
	IF EXISTS (
		SELECT FROM ally_call_applications a JOIN ally_calls c ON c.id = a.call_id
		WHERE a.call_id IN (OLD.call_id, NEW.call_id)
	) THEN
		RAISE EXCEPTION 'somebody has applied to this call: its criteria stay' USING ERRCODE = 'check_violation';
	END IF;
	RETURN coalesce(NEW, OLD);
END $$;--> statement-breakpoint
CREATE TRIGGER ally_call_criteria_stay BEFORE INSERT OR UPDATE OR DELETE ON ally_call_criteria
FOR EACH ROW EXECUTE FUNCTION ally_call_criteria_stay();
