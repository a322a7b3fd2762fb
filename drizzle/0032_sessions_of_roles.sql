-- The sessions are gatherings, whose tables are the affair of another module.
ALTER TABLE "role_holders" ADD CONSTRAINT "role_holders_gathering" FOREIGN KEY ("gathering_id") REFERENCES "gatherings"("id") ON DELETE cascade;--> statement-breakpoint
ALTER TABLE "session_absences" ADD CONSTRAINT "session_absences_gathering" FOREIGN KEY ("gathering_id") REFERENCES "gatherings"("id") ON DELETE cascade;--> statement-breakpoint
ALTER TABLE "role_handovers" ADD CONSTRAINT "role_handovers_gathering" FOREIGN KEY ("gathering_id") REFERENCES "gatherings"("id") ON DELETE cascade;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_of_gathering" FOREIGN KEY ("gathering_id") REFERENCES "gatherings"("id");
