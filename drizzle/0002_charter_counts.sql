-- charter_counts holds, for each version, what counting its signatures would give.
CREATE FUNCTION charter_count_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO charter_counts AS counted (version, persons, organisations)
	SELECT version, count(*) FILTER (WHERE organisation_id IS NULL), count(*) FILTER (WHERE organisation_id IS NOT NULL)
	FROM signed GROUP BY version ORDER BY version
	ON CONFLICT (version) DO UPDATE
	SET persons = counted.persons + excluded.persons, organisations = counted.organisations + excluded.organisations;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION charter_count_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE charter_counts AS counted
	SET persons = counted.persons - gone.persons, organisations = counted.organisations - gone.organisations
	FROM (
		SELECT version, count(*) FILTER (WHERE organisation_id IS NULL) AS persons,
			count(*) FILTER (WHERE organisation_id IS NOT NULL) AS organisations
		FROM withdrawn GROUP BY version
	) AS gone
	WHERE counted.version = gone.version;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER charter_count_signed AFTER INSERT ON charter_signatures
REFERENCING NEW TABLE AS signed FOR EACH STATEMENT EXECUTE FUNCTION charter_count_signed();--> statement-breakpoint
CREATE TRIGGER charter_count_withdrawn AFTER DELETE ON charter_signatures
REFERENCING OLD TABLE AS withdrawn FOR EACH STATEMENT EXECUTE FUNCTION charter_count_withdrawn();
