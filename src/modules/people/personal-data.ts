import type { Database } from '#platform/database.server.ts';
import type { Person } from './people.server.ts';

/** What is held about a person under one heading: rows whose fields `labels` names, in the language of the page. */
export type HeldData = {
	/** Stays the same in the JSON that a person takes away, such as `charter.signatures`. */
	key: string;
	title: string;
	labels: Record<string, string>;
	rows: Record<string, string | number | boolean | Date | null>[];
};

/**
 * What a module, or a part of the platform, holds about persons. The list of all of them is `#wiring/erasers.server.ts`;
 * a test fails when a table refers to a person and none of them names it.
 */
export type PersonalData = {
	module: string;
	/** Every table that refers to a person, by its name in the database. */
	tables: string[];
	export(db: Database, person: Person): Promise<HeldData[]>;
	/** Takes the person out of its tables. Runs in one transaction with the others; the person's row goes last. */
	erase(tx: Database, person: Person): Promise<void>;
	/** What stays without the person, and why: a sentence each, for the page where one erases oneself. */
	stays?(): string[];
};
