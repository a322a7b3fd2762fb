import { bigint, boolean, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { persons } from './people.tables.ts';

/** The shapes that better-auth reads and writes; nothing else writes here but the eraser. */

export const sessions = pgTable(
	'sessions',
	{
		id: uuid().primaryKey(),
		userId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		token: text().notNull(),
		expiresAt: timestamp({ withTimezone: true }).notNull(),
		ipAddress: text(),
		userAgent: text(),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [uniqueIndex('sessions_token').on(table.token), index('sessions_user').on(table.userId)]
);

/** A person's account at an identity provider (OpenID Connect). */
export const accounts = pgTable(
	'accounts',
	{
		id: uuid().primaryKey(),
		userId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		accountId: text().notNull(),
		providerId: text().notNull(),
		accessToken: text(),
		refreshToken: text(),
		idToken: text(),
		accessTokenExpiresAt: timestamp({ withTimezone: true }),
		refreshTokenExpiresAt: timestamp({ withTimezone: true }),
		scope: text(),
		password: text(),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		uniqueIndex('accounts_at_provider').on(table.providerId, table.accountId),
		index('accounts_user').on(table.userId)
	]
);

/** Links sent by mail and challenges under way: hashed, short-lived, used once. */
export const verifications = pgTable(
	'verifications',
	{
		id: uuid().primaryKey(),
		identifier: text().notNull(),
		value: text().notNull(),
		expiresAt: timestamp({ withTimezone: true }).notNull(),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [index('verifications_identifier').on(table.identifier)]
);

export const passkeys = pgTable(
	'passkeys',
	{
		id: uuid().primaryKey(),
		userId: uuid()
			.notNull()
			.references(() => persons.id, { onDelete: 'cascade' }),
		name: text(),
		publicKey: text().notNull(),
		credentialID: text('credential_id').notNull(),
		counter: bigint({ mode: 'number' }).notNull(),
		deviceType: text().notNull(),
		backedUp: boolean().notNull(),
		transports: text(),
		aaguid: text(),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(table) => [
		uniqueIndex('passkeys_credential').on(table.credentialID),
		index('passkeys_user').on(table.userId)
	]
);
