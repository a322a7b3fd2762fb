import { desc, eq, lt } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../database.server.ts';
import { enqueue } from '../jobs/jobs.server.ts';
import { log } from '../logs.server.ts';
import { renderLetter, type Letter } from './letter.ts';
import { mails } from './mail.tables.ts';

declare module '../jobs/jobs.server.ts' {
	interface JobPayloads {
		'send-mail': { mailId: string };
	}
}

/** Where mail goes. Without a server, a demonstration keeps it to be read on a page; anything else waits for a server. */
export type PostOffice = { smtpUrl?: string; from: string; isDemonstration: boolean };

export class NoMailServer extends Error {
	constructor() {
		super('SMTP_URL is not set: mail waits in the queue and is tried again later');
	}
}

/** Queues a letter inside the caller's transaction: it leaves after the commit, and not at all without it. */
export async function queueMail(tx: Database, recipient: string, letter: Letter): Promise<void> {
	const id = uuidv7();
	await tx.insert(mails).values({ id, recipient, ...renderLetter(letter) });
	await enqueue(tx, 'send-mail', { mailId: id });
}

/** Makes the job that sends a queued mail. A mail that could not leave is tried again by the queue. */
export function mailSender(db: Database, office: PostOffice) {
	const transport = office.smtpUrl ? createTransport(office.smtpUrl) : null;
	return async ({ mailId }: { mailId: string }): Promise<void> => {
		const [mail] = await db.select().from(mails).where(eq(mails.id, mailId));
		if (!mail || mail.isKept) return;

		if (!transport) return keepOrWait(db, mailId, office);
		await transport.sendMail({
			from: office.from,
			to: mail.recipient,
			subject: mail.subject,
			text: mail.text,
			html: mail.html,
			...(mail.replyTo && { replyTo: mail.replyTo }),
			headers: asTheyAre(mail.headers ?? {}),
			...(mail.calendar && { icalEvent: { ...calendarFile, content: mail.calendar } }),
			messageId: `<${mailId}@maillage>`
		});
		await db.delete(mails).where(eq(mails.id, mailId));
	};
}

/** Headers go out on one line each: a reader of mail looks for whole addresses in them. */
function asTheyAre(headers: Record<string, string>) {
	const prepared = Object.entries(headers).map(([name, value]) => [name, { prepared: true, value }]);
	return Object.fromEntries(prepared) as Record<string, { prepared: true; value: string }>;
}

/** `PUBLISH`: the recipient keeps it, and answers nothing. */
const calendarFile = { method: 'PUBLISH', filename: 'rencontre.ics' };

async function keepOrWait(db: Database, mailId: string, office: PostOffice): Promise<void> {
	if (!office.isDemonstration) {
		log.warn({ mailId }, 'a mail waits: SMTP_URL is not set');
		throw new NoMailServer();
	}
	await db.update(mails).set({ isKept: true }).where(eq(mails.id, mailId));
}

/** The hundred latest mails kept by a demonstration, newest first. */
export async function keptMails(db: Database) {
	return db.select().from(mails).where(eq(mails.isKept, true)).orderBy(desc(mails.queuedAt)).limit(100);
}

/** Mail waiting for or kept on behalf of an address, for the export of personal data. */
export async function mailsTo(db: Database, address: string) {
	return db
		.select({ subject: mails.subject, text: mails.text, queuedAt: mails.queuedAt })
		.from(mails)
		.where(eq(mails.recipient, address));
}

/** Erases the mail that an address has not received yet, or that a demonstration kept. */
export async function forgetMailsTo(tx: Database, address: string): Promise<void> {
	await tx.delete(mails).where(eq(mails.recipient, address));
}

/** Erases mail older than thirty days, sent or not. */
export async function forgetOldMails(db: Database, now = new Date()): Promise<void> {
	await db.delete(mails).where(lt(mails.queuedAt, new Date(now.getTime() - 30 * 24 * 3600 * 1000)));
}
