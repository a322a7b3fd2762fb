import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { test } from '#platform/testing.server.ts';
import { noticesOf } from '../notifications/reading.server.ts';
import type { Person } from '../people/people.server.ts';
import { agree, decline } from './answering.server.ts';
import { asked, contact } from './introduced.ts';
import { deliverAll } from './neighbourhood.ts';
import { introductionFamilies, introductionNotices } from './notice-kinds.server.ts';
import { noticeAgreement, noticeEnding, noticeProposal } from './notices.server.ts';

const catalogue = { families: introductionFamilies, kinds: introductionNotices };
const handlers = {
	'introductions.proposed': { notice: noticeProposal },
	'introductions.agreed': { notice: noticeAgreement },
	'introductions.ended': { notice: noticeEnding }
};

async function told(db: Database, person: Person): Promise<string[]> {
	await deliverAll(db, handlers);
	const { lines } = await speaking('fr', () => noticesOf(db, catalogue, person, 'all', {}));
	return lines.map(({ title, path }) => `${title} ${path.split('/').slice(0, -1).join('/')}`);
}

const under = '/aide/mises-en-relation';

test('who is asked is told, and who asked is told once they agreed', async ({ db }) => {
	const { ada, bo, id } = await asked(db);
	expect(await told(db, bo)).toEqual([`On vous propose une mise en relation ${under}`]);
	expect(await told(db, ada)).toEqual([]);
	await agree(db, bo, id, contact);
	expect(await told(db, ada)).toEqual([`Vous êtes en relation\u00A0: voici comment vous joindre ${under}`]);
	expect(await told(db, bo)).toHaveLength(1);
});

test('who asked is told that it is not this time, and nothing tells whose answer it was', async ({ db }) => {
	const { ada, bo, id } = await asked(db);
	await decline(db, bo, id);
	expect(await told(db, ada)).toEqual([`Une mise en relation\u00A0: pas cette fois ${under}`]);
	const { rows } = await db.execute(
		sql`select actor_id, details from notices where kind = 'introductions.ended'`
	);
	expect(rows).toEqual([{ actor_id: null, details: { introductionId: id } }]);
	await db.execute(sql`delete from introductions`);
	expect(await told(db, ada)).toEqual([]);
});
