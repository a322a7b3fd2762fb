import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where answers by mail arrive, and what seals the addresses at which they do. */
export type ReplyPost = { domain: string; secret: string };

/** How long one may answer a mail, in days. */
export const answersLast = 60;
const day = 24 * 3600 * 1000;

/* The name before the at sign has 64 characters at most (RFC 5321, 4.5.3.1.1) and no capitals: 8, and 35 bytes in base 32. */
const prefix = 'reponse+';
const sizes = { person: 16, thread: 5, until: 2, seal: 12 };
const length = 56;

/** The address at which a person answers in a thread: it names both, for {@link answersLast} days, and is sealed. */
export function replyAddress(post: ReplyPost, personId: string, thread: number, now: Date): string {
	const until = Math.floor(now.getTime() / day) + answersLast;
	const named = Buffer.alloc(sizes.person + sizes.thread + sizes.until);
	named.write(personId.replaceAll('-', ''), 'hex');
	named.writeUIntBE(thread, sizes.person, sizes.thread);
	named.writeUInt16BE(until, sizes.person + sizes.thread);
	return `${prefix}${inBase32(Buffer.concat([named, seal(post, named)]))}@${post.domain}`;
}

export type ReplyAddressed =
	{ ok: true; personId: string; thread: number } | { ok: false; reason: 'forged' | 'expired' };

/** Whom and what an address names; undefined when it is none at which answers arrive. */
export function readReplyAddress(post: ReplyPost, address: string, now: Date): ReplyAddressed | undefined {
	const [local = '', domain] = address.trim().toLowerCase().split('@');
	if (domain !== post.domain.toLowerCase() || !local.startsWith(prefix)) return undefined;
	const bytes = fromBase32(local.slice(prefix.length));
	if (!bytes) return { ok: false, reason: 'forged' };
	const named = bytes.subarray(0, -sizes.seal);
	if (!timingSafeEqual(bytes.subarray(-sizes.seal), seal(post, named)))
		return { ok: false, reason: 'forged' };
	const until = named.readUInt16BE(sizes.person + sizes.thread);
	if (until < Math.floor(now.getTime() / day)) return { ok: false, reason: 'expired' };
	const hex = named.toString('hex', 0, sizes.person);
	const personId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	return { ok: true, personId, thread: named.readUIntBE(sizes.person, sizes.thread) };
}

function seal({ secret }: ReplyPost, named: Buffer): Buffer {
	return createHmac('sha256', secret)
		.update('answer by mail:')
		.update(named)
		.digest()
		.subarray(0, sizes.seal);
}

function inBase32(bytes: Buffer): string {
	return BigInt(`0x${bytes.toString('hex')}`)
		.toString(32)
		.padStart(length, '0');
}

function fromBase32(text: string): Buffer | undefined {
	if (text.length !== length || !/^[0-9a-v]+$/.test(text)) return undefined;
	const number = [...text].reduce((sum, digit) => sum * 32n + BigInt(parseInt(digit, 32)), 0n);
	return Buffer.from(number.toString(16).padStart((length * 5) / 4, '0'), 'hex');
}
