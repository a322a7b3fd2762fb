import { expect } from 'vitest';
import * as v from 'valibot';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { EditionInput, SessionInput } from './assembly.input.ts';
import { addSession } from './drafting.server.ts';
import { findEdition, openEdition } from './editions.server.ts';
import { draftOf } from './publishing.server.ts';

export const slug = '2026';
export const about = { slug, title: 'Assemblée 2026', startsOn: '2026-12-10', endsOn: '2026-12-11' };

/** An assembly that somebody begins to prepare. */
export async function anEdition(db: Database) {
	const host = await somebody(db, { isFacilitator: true });
	await openEdition(db, host, v.parse(EditionInput, about));
	return host;
}

/** A session as its form gives it. */
export function session(fields: Record<string, string>) {
	return v.parse(SessionInput, { title: 'Une session', format: 'debate', day: '2026-12-10', ...fields });
}

/** The draft as it stands. */
export async function draft(db: Database) {
	return draftOf(db, (await findEdition(db, slug))!);
}

/** Adds a session; its id. */
export async function add(db: Database, host: Person, fields: Record<string, string>): Promise<string> {
	expect(await addSession(db, host, slug, session(fields))).toEqual({ ok: true });
	return (await draft(db)).sessions.find(({ title }) => title === fields['title'])!.id;
}
