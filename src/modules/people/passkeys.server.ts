import { and, desc, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from './people.server.ts';
import { passkeys } from './sign-in.tables.ts';

/** The passkeys that open a person's account, the newest first. */
export async function passkeysOf(db: Database, person: Person) {
	return db
		.select({ id: passkeys.id, name: passkeys.name, createdAt: passkeys.createdAt })
		.from(passkeys)
		.where(eq(passkeys.userId, person.id))
		.orderBy(desc(passkeys.id))
		.limit(50);
}

/** Removes one of a person's own passkeys. Says false when it is not theirs or is gone already. */
export async function removePasskey(db: Database, person: Person, passkeyId: string): Promise<boolean> {
	const own = and(eq(passkeys.id, passkeyId), eq(passkeys.userId, person.id));
	const removed = await db.delete(passkeys).where(own).returning({ id: passkeys.id });
	return removed.length > 0;
}
