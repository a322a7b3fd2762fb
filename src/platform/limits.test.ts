import pg from 'pg';
import { expect } from 'vitest';
import { networkOf, openLimits, type CountAttempt } from './limits.server.ts';
import { cloneDatabase, test } from './testing.server.ts';

const secret = 'a-secret-of-at-least-thirty-two-characters';

test('someone who tries thousands of times gets five mails, and is told how long to wait', async () => {
	const { pool, close } = await cloneDatabase();
	const count = openLimits(pool, secret);
	const waits: (number | null)[] = [];
	for (let wave = 0; wave < 60; wave += 1) waits.push(...(await manyTimes(50, count, 'ada@exemple.org')));
	expect(waits.filter((wait) => wait === null)).toHaveLength(5);
	for (const wait of waits) if (wait !== null) expect(wait).toBeGreaterThan(0);
	expect(Math.max(...waits.map((wait) => wait ?? 0))).toBeLessThanOrEqual(15 * 60);
	expect(await count('sign-in mail to an address', 'bob@exemple.org')).toBeNull();
	await close();
});

test('two processes count together', async () => {
	const { pool, close } = await cloneDatabase();
	const [one, other] = [openLimits(pool, secret), openLimits(pool, secret)];
	const waits = [
		...(await manyTimes(3, one, 'ada@exemple.org')),
		...(await manyTimes(3, other, 'ada@exemple.org'))
	];
	expect(waits.filter((wait) => wait === null)).toHaveLength(5);
	await close();
});

test('the limits tell nothing about anyone', async () => {
	const { pool, close } = await cloneDatabase();
	await openLimits(pool, secret)('sign-in mail to an address', 'ada@exemple.org');
	const { rows } = await pool.query('select * from rate_limits');
	expect(rows).toHaveLength(1);
	expect(JSON.stringify(rows)).not.toContain('ada');
	await close();
});

test('limits hold while the database is away', async () => {
	const pool = new pg.Pool({ host: '/nowhere', max: 1 });
	const waits = await manyTimes(20, openLimits(pool, secret), 'ada@exemple.org');
	expect(waits.filter((wait) => wait === null)).toHaveLength(5);
	await pool.end();
});

test('limits hold while the database does not answer', async () => {
	const { pool, url, close } = await cloneDatabase();
	const busy = new pg.Pool({ connectionString: url, max: 1 });
	const taken = await busy.connect();
	const count = openLimits(busy, secret);
	const waits = await manyTimes(8, count, 'ada@exemple.org');
	expect(waits.filter((wait) => wait === null)).toHaveLength(5);
	taken.release();
	await Promise.all([busy.end(), pool.query('select 1')]);
	await close();
});

test('a home is one network, whatever address it takes', () => {
	expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
	expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
	expect(networkOf('2001:0db8:0:1:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:0:1');
	expect(networkOf('2001:db8:0:1::5')).toBe('2001:db8:0:1');
	expect(networkOf('2001:DB8:0:1::')).toBe('2001:db8:0:1');
	expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
	expect(networkOf('::1')).toBe('0:0:0:0');
});

function manyTimes(times: number, count: CountAttempt, subject: string) {
	return Promise.all(Array.from({ length: times }, () => count('sign-in mail to an address', subject)));
}
