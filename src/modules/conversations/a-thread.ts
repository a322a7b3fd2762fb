import * as v from 'valibot';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { MessageInput, ThreadInput } from './conversations.input.ts';
import { reply, startThread } from './saying.server.ts';

/** Opens a thread for a test and returns its key. */
export async function aThread(
	db: Database,
	person: Person,
	slug: string,
	as: Record<string, string> = {}
): Promise<string> {
	const input = v.parse(ThreadInput, { subject: 'Où se réunir ?', text: 'Une idée de lieu ?', ...as });
	const started = await startThread(db, person, slug, input);
	if (!started.ok) throw new Error(started.reason);
	return started.path
		.split('/')
		.at(-1)!
		.replace(/[?#].*/, '');
}

/** Says something in a thread for a test, as it is typed. */
export function say(
	db: Database,
	person: Person,
	slug: string,
	key: string,
	text: string,
	named: string[] = []
) {
	return reply(db, person, slug, key, v.parse(MessageInput, { text, named: named.join(',') }));
}
