-- The words of the name of a territory, plain and each after a space, saints in full.
CREATE FUNCTION territory_words(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ' ' || trim(regexp_replace(regexp_replace(regexp_replace(search_key(name), '[^[:alnum:]]+', ' ', 'g'), '\mst\M', 'saint', 'g'), '\mste\M', 'sainte', 'g'));--> statement-breakpoint
CREATE TABLE "territories" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"form" text,
	"code" text,
	"siren" text,
	"name" text NOT NULL,
	"country" text DEFAULT 'FR' NOT NULL,
	"postal_codes" text[] DEFAULT '{}' NOT NULL,
	"population" integer,
	"latitude" double precision,
	"longitude" double precision,
	"is_approximate" boolean DEFAULT true NOT NULL,
	"departement_code" text,
	"region_code" text,
	"epci_code" text,
	"edition" smallint,
	"became" text,
	"search_words" text GENERATED ALWAYS AS (territory_words(name)) STORED NOT NULL,
	CONSTRAINT "territories_form" CHECK (("territories"."kind" = 'composite') = ("territories"."form" is not null)),
	CONSTRAINT "territories_point" CHECK (num_nulls("territories"."latitude", "territories"."longitude") in (0, 2))
);
--> statement-breakpoint
CREATE TABLE "territory_parts" (
	"whole_id" text NOT NULL,
	"part_id" text NOT NULL,
	CONSTRAINT "territory_parts_whole_id_part_id_pk" PRIMARY KEY("whole_id","part_id"),
	CONSTRAINT "territory_parts_itself" CHECK ("territory_parts"."whole_id" <> "territory_parts"."part_id")
);
--> statement-breakpoint
ALTER TABLE "territories" ADD CONSTRAINT "territories_became_territories_id_fk" FOREIGN KEY ("became") REFERENCES "public"."territories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "territory_parts" ADD CONSTRAINT "territory_parts_whole_id_territories_id_fk" FOREIGN KEY ("whole_id") REFERENCES "public"."territories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "territory_parts" ADD CONSTRAINT "territory_parts_part_id_territories_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."territories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "territories_search" ON "territories" USING gin ("search_words" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "territories_postal_codes" ON "territories" USING gin ("postal_codes");--> statement-breakpoint
CREATE INDEX "territories_code" ON "territories" USING btree ("code");--> statement-breakpoint
CREATE INDEX "territories_epci" ON "territories" USING btree ("epci_code");--> statement-breakpoint
CREATE INDEX "territories_departement" ON "territories" USING btree ("departement_code","kind");--> statement-breakpoint
CREATE INDEX "territories_region" ON "territories" USING btree ("region_code","kind");--> statement-breakpoint
CREATE INDEX "territories_became" ON "territories" USING btree ("became");--> statement-breakpoint
CREATE INDEX "territory_parts_part" ON "territory_parts" USING btree ("part_id");--> statement-breakpoint
-- A territory is never a part of itself, however far down. One change at a time, so that two halves of a loop cannot be
-- written at once.
CREATE FUNCTION territory_parts_refuse_loops() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(7243313);
	IF EXISTS (
		WITH RECURSIVE below (id) AS (
			SELECT NEW.part_id
			UNION SELECT p.part_id FROM territory_parts p JOIN below ON p.whole_id = below.id
		) SELECT FROM below WHERE id = NEW.whole_id
	) THEN
		RAISE EXCEPTION 'a territory would be a part of itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'territory_parts_loop';
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER territory_parts_no_loops BEFORE INSERT OR UPDATE ON territory_parts FOR EACH ROW EXECUTE FUNCTION territory_parts_refuse_loops();
