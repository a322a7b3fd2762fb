import { createHmac } from 'node:crypto';
import { eq, lt } from 'drizzle-orm';
import * as v from 'valibot';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { groups } from '../people/groups.tables.ts';
import { holdAsMember } from '../communities/visible.server.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import { receivedMails } from './around-messages.tables.ts';
import { longestMessage, MessageInput } from './conversations.input.ts';
import { threads } from './conversations.tables.ts';
import type { MailOutcome } from './kinds.ts';
import { readMail, type ArrivedMail } from './mail-text.server.ts';
import { readReplyAddress, type ReplyPost } from './reply-address.ts';
import { say, writesTooFast } from './saying.server.ts';
import { holdThread } from './visible.server.ts';

export type Received = MailOutcome | 'already';

/**
 * Publishes an answer that came by mail in the thread that its address names, as the person that it names, who must have
 * sent it and be a member. What became of it is noted, without anything that it said. The same mail is published once.
 */
export async function receiveMail(
	db: Database,
	post: ReplyPost,
	raw: Uint8Array,
	now = new Date()
): Promise<Received> {
	const mail = await readMail(raw);
	const digest = digestOf(post, mail?.messageId ?? Buffer.from(raw).toString('latin1'));
	return db
		.transaction(async (tx): Promise<Received> => {
			const outcome = mail ? await publish(tx, post, mail, now) : 'unreadable';
			const noted = await tx
				.insert(receivedMails)
				.values({ id: uuidv7(), digest, outcome })
				.onConflictDoNothing()
				.returning({ id: receivedMails.id });
			// Undoes what was published a second time, whichever process did it first.
			if (noted.length === 0) throw new AlreadyPublished();
			return outcome;
		})
		.catch((error: unknown) => {
			if (error instanceof AlreadyPublished) return 'already';
			throw error;
		});
}

class AlreadyPublished extends Error {}

function digestOf({ secret }: ReplyPost, messageId: string): string {
	return createHmac('sha256', secret).update(`received mail:${messageId}`).digest('base64url');
}

async function publish(tx: Database, post: ReplyPost, mail: ArrivedMail, now: Date): Promise<MailOutcome> {
	if (mail.isAutomatic) return 'automatic';
	const addressed = mail.to
		.map((address) => readReplyAddress(post, address, now))
		.find((one) => one !== undefined);
	if (!addressed) return 'forged';
	if (!addressed.ok) return addressed.reason;
	const person = await senderOf(tx, addressed.personId);
	if (!person || person.email !== mail.from) return 'not-theirs';

	const place = await placeOf(tx, addressed.thread);
	if (!place || !(await holdAsMember(tx, person, place.slug))) return 'left';
	const held = await holdThread(tx, person, place.slug, place.key);
	if (!held.ok) return 'closed';
	const said = v.safeParse(MessageInput, { text: mail.text });
	if (!said.success) return mail.text.length > longestMessage ? 'too-long' : 'empty';
	if (await writesTooFast(tx, person.id)) return 'too-fast';
	await say(tx, person, held, { ...said.output, leftOut: Math.min(mail.attachments, 99) });
	return 'published';
}

async function senderOf(tx: Database, personId: string): Promise<Person | undefined> {
	const [row] = await tx.select().from(persons).where(eq(persons.id, personId));
	if (!row?.email) return undefined;
	const { id, name, email, locale } = row;
	return { id, name, email, locale, isAdministrator: false, isFacilitator: false, isWelcomed: true };
}

async function placeOf(tx: Database, number: number) {
	const [place] = await tx
		.select({ slug: groups.slug, key: threads.key })
		.from(threads)
		.innerJoin(groups, eq(groups.id, threads.groupId))
		.where(eq(threads.number, number));
	return place;
}

/** Every night: forgets what became of mail, six months after. No address is good for as long. */
export async function forgetReceivedMails(db: Database, now = new Date()): Promise<void> {
	const before = new Date(now.getTime() - 180 * 24 * 3600 * 1000);
	await db.delete(receivedMails).where(lt(receivedMails.receivedAt, before));
}
