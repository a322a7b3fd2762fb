import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type pg from 'pg';
import {
	RateLimiterMemory,
	RateLimiterPostgres,
	RateLimiterRes,
	RLWrapperTimeouts
} from 'rate-limiter-flexible';
import { log } from './logs.server.ts';

/**
 * What is limited: so many times in so many seconds, for each subject (an address, a person, a network). A network may be a
 * room of two hundred people who all sign in when asked to.
 */
const rules = {
	'sign-in mail to an address': { points: 5, duration: 15 * 60 },
	'sign-in mail from a network': { points: 400, duration: 15 * 60 },
	'sign-in link from a network': { points: 400, duration: 15 * 60 },
	'unknown room from a network': { points: 60, duration: 10 * 60 },
	'seat from a network': { points: 6000, duration: 10 * 60 },
	'lead a room': { points: 600, duration: 60 },
	'write by a person': { points: 60, duration: 60 },
	'write from a network': { points: 300, duration: 60 }
};

export type Limited = keyof typeof rules;

/** Counts one more time for a subject: null when that is fine, else how many seconds to wait. */
export type CountAttempt = (what: Limited, subject: string) => Promise<number | null>;

/** How long the database has to answer, in milliseconds, before a process counts by itself. */
const patience = 1000;

/**
 * Opens the limits, counted in PostgreSQL for all processes together. Subjects are hashed with the secret, so that the
 * table tells nothing about anyone. While the database is slow or away, each process counts in its own memory.
 */
export function openLimits(pool: pg.Pool, secret: string): CountAttempt {
	const limiters = new Map<Limited, RLWrapperTimeouts>();
	for (const what of Object.keys(rules) as Limited[]) limiters.set(what, limiterFor(what, pool));

	return async (what, subject) => {
		const key = createHmac('sha256', secret).update(`${what}:${subject}`).digest('base64url');
		try {
			await limiters.get(what)!.consume(key);
			return null;
		} catch (refusal) {
			if (!(refusal instanceof RateLimiterRes)) throw refusal;
			log.info({ what }, 'a limit was reached');
			return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
		}
	};
}

function limiterFor(what: Limited, pool: pg.Pool): RLWrapperTimeouts {
	const rule = { ...rules[what], keyPrefix: what };
	const limiter = new RateLimiterPostgres({
		...rule,
		storeClient: pool,
		storeType: 'pool',
		tableName: 'rate_limits',
		tableCreated: true,
		clearExpiredByTimeout: what === 'write from a network',
		/** Who floods is refused from memory, without a query. */
		inMemoryBlockOnConsumed: rule.points
	});
	const insuranceLimiter = new RateLimiterMemory(rule);
	return new RLWrapperTimeouts({ limiter, timeoutMs: patience, insuranceLimiter });
}

/** The network that a visitor comes from: an IPv4 address, or the first half of an IPv6 one, which a home changes at will. */
export function networkOf(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
	if (!isIPv6(plain)) return plain;
	const [start = '', end] = plain.split('::');
	const groups = start === '' ? [] : start.split(':');
	const last = end === undefined || end === '' ? [] : end.split(':');
	if (end !== undefined)
		groups.push(...Array<string>(Math.max(0, 8 - groups.length - last.length)).fill('0'));
	return [...groups, ...last]
		.slice(0, 4)
		.map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
		.join(':');
}
