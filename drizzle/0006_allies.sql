-- Whether an audience may see what is at a level of visibility. What says no level is private.
CREATE FUNCTION ally_may_see(audience text, level text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(level = 'public' OR level = 'allies' AND audience = 'allies', false);--> statement-breakpoint
CREATE TABLE "ally_keepers" (
	"profile_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"admitted_by" uuid,
	CONSTRAINT "ally_keepers_profile_id_person_id_pk" PRIMARY KEY("profile_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "ally_links" (
	"profile_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"label" text NOT NULL,
	"url" text NOT NULL,
	CONSTRAINT "ally_links_profile_id_position_pk" PRIMARY KEY("profile_id","position")
);
--> statement-breakpoint
CREATE TABLE "ally_skills" (
	"profile_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	"side" text NOT NULL,
	"note" text,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ally_skills_profile_id_side_skill_id_pk" PRIMARY KEY("profile_id","side","skill_id"),
	CONSTRAINT "ally_skills_side" CHECK ("ally_skills"."side" in ('offer', 'need'))
);
--> statement-breakpoint
CREATE TABLE "ally_slugs" (
	"slug" text PRIMARY KEY NOT NULL,
	"profile_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ally_profiles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid,
	"person_id" uuid,
	"slug" text NOT NULL,
	"audience" text NOT NULL,
	"shown" jsonb NOT NULL,
	"sentence" text,
	"description" text,
	"territory_id" text,
	"place_label" text,
	"place_kind" text,
	"departement_code" text,
	"region_code" text,
	"perimeter_id" text,
	"perimeter_label" text,
	"latitude" double precision,
	"longitude" double precision,
	"point" text,
	"siren" text,
	"siret" text,
	"rna" text,
	"website" text,
	"email" text,
	"phone" text,
	"address" text,
	"picture_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "ally_profiles_organisation" UNIQUE("organisation_id"),
	CONSTRAINT "ally_profiles_person" UNIQUE("person_id"),
	CONSTRAINT "ally_profiles_slug" UNIQUE("slug"),
	CONSTRAINT "ally_profiles_subject" CHECK (num_nonnulls("ally_profiles"."organisation_id", "ally_profiles"."person_id") = 1),
	CONSTRAINT "ally_profiles_audience" CHECK ("ally_profiles"."audience" in ('public', 'allies', 'private')),
	CONSTRAINT "ally_profiles_siren_form" CHECK ("ally_profiles"."siren" ~ '^\d{9}$'),
	CONSTRAINT "ally_profiles_siret_form" CHECK ("ally_profiles"."siret" ~ '^\d{14}$' and left("ally_profiles"."siret", 9) = "ally_profiles"."siren"),
	CONSTRAINT "ally_profiles_rna_form" CHECK ("ally_profiles"."rna" ~ '^W[0-9A-Z]\d{8}$' or "ally_profiles"."rna" ~ '^W2[AB]\d{7}$'),
	CONSTRAINT "ally_profiles_point" CHECK (num_nulls("ally_profiles"."latitude", "ally_profiles"."longitude", "ally_profiles"."point") in (0, 3)),
	CONSTRAINT "ally_profiles_on_earth" CHECK ("ally_profiles"."latitude" between -90 and 90 and "ally_profiles"."longitude" between -180 and 180)
);
--> statement-breakpoint
CREATE TABLE "ally_activities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid,
	"person_id" uuid,
	"source" text NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"url" text,
	"happened_on" date NOT NULL,
	CONSTRAINT "ally_activities_once" UNIQUE NULLS NOT DISTINCT("source","reference","organisation_id","person_id"),
	CONSTRAINT "ally_activities_subject" CHECK (num_nonnulls("ally_activities"."organisation_id", "ally_activities"."person_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "ally_evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid,
	"person_id" uuid,
	"circle" text NOT NULL,
	"fact" text NOT NULL,
	"reference" text NOT NULL,
	"detail" text,
	"happened_at" timestamp with time zone NOT NULL,
	"is_shown" boolean NOT NULL,
	"actor_id" uuid,
	CONSTRAINT "ally_evidence_once" UNIQUE("fact","reference"),
	CONSTRAINT "ally_evidence_subject" CHECK (num_nonnulls("ally_evidence"."organisation_id", "ally_evidence"."person_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "ally_listings" (
	"profile_id" uuid NOT NULL,
	"audience" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"sort_name" text GENERATED ALWAYS AS (search_key(name)) STORED NOT NULL,
	"is_organisation" boolean NOT NULL,
	"kind" text,
	"sentence" text,
	"description" text,
	"territory_id" text,
	"place_label" text,
	"place_kind" text,
	"departement_code" text,
	"region_code" text,
	"perimeter_id" text,
	"perimeter_label" text,
	"latitude" double precision,
	"longitude" double precision,
	"is_approximate" boolean,
	"siren" text,
	"siret" text,
	"rna" text,
	"website" text,
	"email" text,
	"phone" text,
	"address" text,
	"picture_id" uuid,
	"links" jsonb NOT NULL,
	"offers" uuid[] NOT NULL,
	"needs" uuid[] NOT NULL,
	"notes" jsonb NOT NULL,
	"circles" text[] NOT NULL,
	"evidence" jsonb NOT NULL,
	"people" jsonb NOT NULL,
	"activities" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('french', search_key(name)), 'A')
					|| setweight(to_tsvector('french', search_key(coalesce(sentence, ''))), 'B')
					|| setweight(to_tsvector('french', search_key(coalesce(place_label, ''))), 'B')
					|| setweight(to_tsvector('french', search_key(coalesce(description, ''))), 'D')) STORED NOT NULL,
	CONSTRAINT "ally_listings_profile_id_audience_pk" PRIMARY KEY("profile_id","audience")
);
--> statement-breakpoint
ALTER TABLE "ally_keepers" ADD CONSTRAINT "ally_keepers_profile_id_ally_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."ally_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_keepers" ADD CONSTRAINT "ally_keepers_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_keepers" ADD CONSTRAINT "ally_keepers_admitted_by_persons_id_fk" FOREIGN KEY ("admitted_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_links" ADD CONSTRAINT "ally_links_profile_id_ally_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."ally_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_skills" ADD CONSTRAINT "ally_skills_profile_id_ally_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."ally_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_slugs" ADD CONSTRAINT "ally_slugs_profile_id_ally_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."ally_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_profiles" ADD CONSTRAINT "ally_profiles_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_profiles" ADD CONSTRAINT "ally_profiles_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_profiles" ADD CONSTRAINT "ally_profiles_updated_by_persons_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_activities" ADD CONSTRAINT "ally_activities_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_activities" ADD CONSTRAINT "ally_activities_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_evidence" ADD CONSTRAINT "ally_evidence_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_evidence" ADD CONSTRAINT "ally_evidence_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_evidence" ADD CONSTRAINT "ally_evidence_actor_id_persons_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."persons"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ally_listings" ADD CONSTRAINT "ally_listings_profile_id_ally_profiles_id_fk" FOREIGN KEY ("profile_id") REFERENCES "public"."ally_profiles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ally_keepers_person" ON "ally_keepers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "ally_keepers_admitted_by" ON "ally_keepers" USING btree ("admitted_by");--> statement-breakpoint
CREATE INDEX "ally_skills_skill" ON "ally_skills" USING btree ("skill_id","side");--> statement-breakpoint
CREATE INDEX "ally_slugs_profile" ON "ally_slugs" USING btree ("profile_id");--> statement-breakpoint
CREATE INDEX "ally_profiles_updated_by" ON "ally_profiles" USING btree ("updated_by");--> statement-breakpoint
CREATE INDEX "ally_profiles_siren" ON "ally_profiles" USING btree ("siren");--> statement-breakpoint
CREATE INDEX "ally_profiles_territory" ON "ally_profiles" USING btree ("territory_id");--> statement-breakpoint
CREATE INDEX "ally_activities_organisation" ON "ally_activities" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "ally_activities_person" ON "ally_activities" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "ally_evidence_organisation" ON "ally_evidence" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "ally_evidence_person" ON "ally_evidence" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "ally_evidence_actor" ON "ally_evidence" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "ally_listings_slug" ON "ally_listings" USING btree ("slug","audience");--> statement-breakpoint
CREATE INDEX "ally_listings_name" ON "ally_listings" USING btree ("audience","sort_name","profile_id");--> statement-breakpoint
CREATE INDEX "ally_listings_recent" ON "ally_listings" USING btree ("audience","updated_at","profile_id");--> statement-breakpoint
CREATE INDEX "ally_listings_kind" ON "ally_listings" USING btree ("audience","kind","sort_name");--> statement-breakpoint
CREATE INDEX "ally_listings_departement" ON "ally_listings" USING btree ("audience","departement_code","sort_name");--> statement-breakpoint
CREATE INDEX "ally_listings_region" ON "ally_listings" USING btree ("audience","region_code","sort_name");--> statement-breakpoint
CREATE INDEX "ally_listings_point" ON "ally_listings" USING btree ("audience","latitude","longitude");--> statement-breakpoint
CREATE INDEX "ally_listings_words" ON "ally_listings" USING gin ("words");--> statement-breakpoint
CREATE INDEX "ally_listings_names" ON "ally_listings" USING gin ("sort_name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "ally_listings_offers" ON "ally_listings" USING gin ("offers");--> statement-breakpoint
CREATE INDEX "ally_listings_needs" ON "ally_listings" USING gin ("needs");--> statement-breakpoint
CREATE INDEX "ally_listings_circles" ON "ally_listings" USING gin ("circles");