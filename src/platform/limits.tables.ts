import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core';

/**
 * How many times something was tried: the shape that rate-limiter-flexible reads and writes. A key is a keyed hash, so
 * that neither an address nor a person can be read from it; `expire` is in milliseconds since 1970.
 */
export const rateLimits = pgTable(
	'rate_limits',
	{
		key: text().primaryKey(),
		points: integer().notNull().default(0),
		expire: bigint({ mode: 'number' })
	},
	(table) => [index('rate_limits_expire').on(table.expire)]
);
