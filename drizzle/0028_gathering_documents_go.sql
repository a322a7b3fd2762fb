-- The file of a document goes with its gathering; its bytes, which no row tells of then, are swept at night.
CREATE FUNCTION gathering_documents_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM files WHERE id = OLD.file_id;
	RETURN OLD;
END $$;--> statement-breakpoint
CREATE TRIGGER gathering_documents_go AFTER DELETE ON gathering_documents
FOR EACH ROW EXECUTE FUNCTION gathering_documents_go();
