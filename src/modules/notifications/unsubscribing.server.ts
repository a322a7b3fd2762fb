import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Database } from '#platform/database.server.ts';
import { oneClickPath } from '#platform/http/one-click.ts';
import { href } from '#platform/locale.ts';
import type { WayOut } from '#platform/mail/letter.ts';
import { m } from '#words/messages.js';
import type { NoticeCatalogue } from './notice-kinds.ts';
import { refuseMail } from './preferences.server.ts';

/** Who sends notices by mail: what there is to tell, where this site is, and what seals its links. */
export type Post = { catalogue: NoticeCatalogue; origin: string; secret: string };

/** The key of a link by which somebody refuses the mail of some families: it is sealed, and nothing of it is kept. */
export function unsubscribeKey(secret: string, personId: string, families: string[]): string {
	const bytes = Buffer.concat([
		Buffer.from(personId.replaceAll('-', ''), 'hex'),
		seal(secret, personId, families)
	]);
	return [bytes.toString('base64url'), ...families].join('~');
}

function seal(secret: string, personId: string, families: string[]): Buffer {
	return createHmac('sha256', secret)
		.update(`no more mail:${personId}:${families.join('~')}`)
		.digest();
}

function openKey(secret: string, key: string): { personId: string; families: string[] } | undefined {
	const [sealed = '', ...families] = key.slice(0, 500).split('~');
	const bytes = Buffer.from(sealed, 'base64url');
	if (bytes.length !== 48 || bytes.toString('base64url') !== sealed) return undefined;
	const hex = bytes.toString('hex', 0, 16);
	const personId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	return timingSafeEqual(bytes.subarray(16), seal(secret, personId, families))
		? { personId, families }
		: undefined;
}

/** What the link of a mail is about: the names of families, in words. Reading it refuses nothing; a forged one is about nothing. */
export function unsubscribingTo({ catalogue, secret }: Post, key: string): string[] | undefined {
	const opened = openKey(secret, key);
	return (
		opened &&
		catalogue.families.filter(({ name }) => opened.families.includes(name)).map(({ title }) => title())
	);
}

/** Sends no more mail of what the link is about. Says false when the link is none of ours. */
export async function unsubscribe(db: Database, { catalogue, secret }: Post, key: string): Promise<boolean> {
	const opened = openKey(secret, key);
	if (!opened) return false;
	await refuseMail(db, catalogue, opened.personId, opened.families);
	return true;
}

/** What a letter of some families carries so that one can receive it no longer, at one click (RFC 8058) or by choice. */
export function wayOut({ origin, secret }: Post, personId: string, families: string[]): WayOut {
	const url = origin + href(oneClickPath + unsubscribeKey(secret, personId, families));
	return {
		headers: { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
		footerLinks: [
			{ label: m.notifications_letter_stop(), url },
			{ label: m.notifications_letter_choose(), url: origin + href('/moi/notifications/reglages') }
		]
	};
}
