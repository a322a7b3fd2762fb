import type { Database } from '#platform/database.server.ts';
import { plainText } from '#platform/markdown.server.ts';
import type { Group } from '../communities/visible.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import type { Person } from '../people/people.server.ts';
import { followersOf } from './following.server.ts';
import type { Mention } from './mentions.server.ts';
import type { MessageTold } from './notice-kinds.server.ts';
import { messagePath, type Thread } from './visible.server.ts';

type Said = { group: Group; thread: Thread; message: { id: string; number: number; text: string } };

/**
 * Tells of a message those whom it names, and those who follow its thread, each once. What is confidential is told without a
 * word of it, since notices are kept and mailed: neither subject, nor author, nor text.
 */
export async function tellOfMessage(
	tx: Database,
	person: Person,
	said: Said,
	mentions: Mention[]
): Promise<void> {
	const { thread, message } = said;
	const named = mentions.map(({ personId }) => personId);
	const followers = await followersOf(tx, thread, named);
	const to = (isNamed: boolean) =>
		followers.filter((one) => one.isNamed === isNamed).map(({ personId }) => personId);
	const about = {
		by: person.id,
		about: `conversations.message:${message.id}`,
		path: messagePath(said.group.slug, thread.key, message.number),
		details: detailsOf(person, said)
	};
	await notify(tx, { kind: 'conversations.mention', to: to(true), ...about });
	const kind = message.number === 1 ? 'conversations.thread' : 'conversations.reply';
	await notify(tx, { kind, to: to(false), ...about });
}

/** Tells those whom a change of a message names for the first time. */
export async function tellNewlyNamed(
	tx: Database,
	person: Person,
	said: Said,
	mentions: Mention[]
): Promise<void> {
	const named = mentions.map(({ personId }) => personId);
	const followers = await followersOf(tx, said.thread, named);
	await notify(tx, {
		kind: 'conversations.mention',
		to: followers.filter(({ isNamed }) => isNamed).map(({ personId }) => personId),
		by: person.id,
		about: `conversations.message:${said.message.id}`,
		path: messagePath(said.group.slug, said.thread.key, said.message.number),
		details: detailsOf(person, said)
	});
}

function detailsOf(person: Person, { group, thread, message }: Said): MessageTold {
	const ids = { messageId: message.id, thread: thread.number, group: group.name };
	if (group.isConfidential) return { ...ids, said: null };
	const excerpt = plainText(message.text).slice(0, 240);
	return { ...ids, said: { author: person.name, subject: thread.subject, excerpt } };
}
