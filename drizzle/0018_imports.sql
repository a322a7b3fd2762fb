CREATE TABLE "import_mappings" (
	"headings" text PRIMARY KEY NOT NULL,
	"mapping" jsonb NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_marks" (
	"organisation_id" uuid PRIMARY KEY NOT NULL,
	"written" jsonb NOT NULL,
	"declined" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"run_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"checked" jsonb,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"verdict" text,
	"organisation_id" uuid,
	"likely" jsonb,
	"differences" jsonb,
	"twin_of" integer,
	"choice" text,
	"outcome" text,
	"former" jsonb,
	"undone" text,
	CONSTRAINT "import_rows_run_id_number_pk" PRIMARY KEY("run_id","number"),
	CONSTRAINT "import_rows_verdict_known" CHECK ("import_rows"."verdict" in ('create', 'change', 'same', 'conflict', 'refused')),
	CONSTRAINT "import_rows_outcome_known" CHECK ("import_rows"."outcome" in ('created', 'changed', 'unchanged', 'left', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"format" text NOT NULL,
	"encoding" text,
	"separator" text,
	"other_sheets" text[] NOT NULL,
	"columns" text[] NOT NULL,
	"row_count" integer NOT NULL,
	"mapping" jsonb NOT NULL,
	"audience" text NOT NULL,
	"usual_kind" text NOT NULL,
	"skill_choices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text NOT NULL,
	"cursor" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"started_by" uuid,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	"emptied_at" timestamp with time zone,
	CONSTRAINT "import_runs_state" CHECK ("import_runs"."state" in ('mapping', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone'))
);
--> statement-breakpoint
ALTER TABLE "import_marks" ADD CONSTRAINT "import_marks_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_started_by_persons_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_verdict" ON "import_rows" USING btree ("run_id","verdict","number");--> statement-breakpoint
CREATE INDEX "import_rows_organisation" ON "import_rows" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "import_runs_started_by" ON "import_runs" USING btree ("started_by");--> statement-breakpoint
CREATE INDEX "import_runs_started" ON "import_runs" USING btree ("started_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ally_slugs_base" ON "ally_slugs" USING btree (regexp_replace("slug", '-[0-9]+$', ''));--> statement-breakpoint
CREATE INDEX "ally_profiles_email" ON "ally_profiles" USING btree ("email") WHERE "ally_profiles"."email" is not null;--> statement-breakpoint
CREATE INDEX "territories_points" ON "territories" USING btree ("latitude","longitude") WHERE "territories"."kind" = 'commune' and not "territories"."is_approximate";