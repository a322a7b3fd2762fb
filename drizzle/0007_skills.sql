CREATE TABLE "skill_aliases" (
	"skill_id" uuid NOT NULL,
	"language" text NOT NULL,
	"alias" text NOT NULL,
	CONSTRAINT "skill_aliases_alias" CHECK (name_key("skill_aliases"."alias") <> ''),
	CONSTRAINT "skill_aliases_language" CHECK ("skill_aliases"."language" in ('fr', 'en'))
);
--> statement-breakpoint
CREATE TABLE "skill_names" (
	"key" text PRIMARY KEY NOT NULL,
	"skill_id" uuid NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skill_neighbours" (
	"skill_id" uuid NOT NULL,
	"neighbour_id" uuid NOT NULL,
	CONSTRAINT "skill_neighbours_skill_id_neighbour_id_pk" PRIMARY KEY("skill_id","neighbour_id"),
	CONSTRAINT "skill_neighbours_another" CHECK ("skill_neighbours"."skill_id" <> "skill_neighbours"."neighbour_id")
);
--> statement-breakpoint
CREATE TABLE "skill_slugs" (
	"slug" text PRIMARY KEY NOT NULL,
	"skill_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skill_themes" (
	"key" text PRIMARY KEY NOT NULL,
	"name_fr" text NOT NULL,
	"name_en" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name_fr" text NOT NULL,
	"name_en" text,
	"about_fr" text,
	"about_en" text,
	"theme" text NOT NULL,
	"merged_into" uuid,
	"retired_at" timestamp with time zone,
	CONSTRAINT "skills_slug_unique" UNIQUE("slug"),
	CONSTRAINT "skills_slug" CHECK ("skills"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "skills_name" CHECK (name_key("skills"."name_fr") <> '' and name_key("skills"."name_en") <> ''),
	CONSTRAINT "skills_merged_into_another" CHECK ("skills"."merged_into" <> "skills"."id")
);
--> statement-breakpoint
ALTER TABLE "skill_aliases" ADD CONSTRAINT "skill_aliases_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_names" ADD CONSTRAINT "skill_names_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_neighbours" ADD CONSTRAINT "skill_neighbours_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_neighbours" ADD CONSTRAINT "skill_neighbours_neighbour_id_skills_id_fk" FOREIGN KEY ("neighbour_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_slugs" ADD CONSTRAINT "skill_slugs_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "skills_theme_skill_themes_key_fk" FOREIGN KEY ("theme") REFERENCES "public"."skill_themes"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "skills_merged_into_skills_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."skills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "skill_aliases_key" ON "skill_aliases" USING btree ("skill_id","language",name_key("alias"));--> statement-breakpoint
CREATE INDEX "skill_names_skill" ON "skill_names" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "skill_names_search" ON "skill_names" USING gin (search_key("name") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "skill_neighbours_neighbour" ON "skill_neighbours" USING btree ("neighbour_id");--> statement-breakpoint
CREATE INDEX "skill_slugs_skill" ON "skill_slugs" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "skills_theme" ON "skills" USING btree ("theme");--> statement-breakpoint
CREATE INDEX "skills_merged_into" ON "skills" USING btree ("merged_into");--> statement-breakpoint
-- skill_names holds each name and alias of every skill that stands, once: its primary key refuses a name that another
-- skill has, whatever writes it. A skill merged into another lets its names go.
CREATE FUNCTION skill_names_renew(renewed uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM skill_names WHERE skill_id = renewed;
	INSERT INTO skill_names (key, skill_id, name)
	SELECT DISTINCT ON (name_key(name)) name_key(name), renewed, name
	FROM (
		SELECT name_fr AS name, 1 AS rank FROM skills WHERE id = renewed AND merged_into IS NULL
		UNION ALL
		SELECT name_en, 2 FROM skills WHERE id = renewed AND merged_into IS NULL AND name_en IS NOT NULL
		UNION ALL
		SELECT alias, 3 FROM skill_aliases WHERE skill_id = renewed
	) AS known
	ORDER BY name_key(name), rank;
END $$;--> statement-breakpoint
CREATE FUNCTION skill_names_follow_skill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM skill_names_renew(NEW.id);
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION skill_names_follow_alias() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'INSERT' THEN PERFORM skill_names_renew(OLD.skill_id); END IF;
	IF TG_OP <> 'DELETE' THEN PERFORM skill_names_renew(NEW.skill_id); END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER skill_names_follow_skill AFTER INSERT OR UPDATE OF name_fr, name_en, merged_into ON skills
FOR EACH ROW EXECUTE FUNCTION skill_names_follow_skill();--> statement-breakpoint
CREATE TRIGGER skill_names_follow_alias AFTER INSERT OR UPDATE OR DELETE ON skill_aliases
FOR EACH ROW EXECUTE FUNCTION skill_names_follow_alias();
