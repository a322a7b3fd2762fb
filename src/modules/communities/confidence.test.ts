import * as fc from 'fast-check';
import { expect } from 'vitest';
import * as v from 'valibot';
import { test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import { search } from '#platform/search/search.server.ts';
import { rebuildSearch } from '#platform/search/searchables.server.ts';
import { GatheringInput } from '../agenda/agenda.input.ts';
import { agendaToRead } from '../agenda/agenda-reading.server.ts';
import { filtersIn } from '../agenda/agenda-filters.ts';
import {
	gatheringForCalendar,
	gatheringsOf,
	nextPublic,
	sessionsForCalendar
} from '../agenda/feed-reading.server.ts';
import { gatheringToRead } from '../agenda/gathering-reading.server.ts';
import { upcomingGatherings } from '../agenda/gatherings.server.ts';
import { cancelGathering, changeGathering, planGathering } from '../agenda/planning.server.ts';
import { searchableGatherings } from '../agenda/searchable.server.ts';
import { readers, type Reader } from '../allies/audiences.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { aConfidentialGroup } from './a-group.ts';
import { leaveGroup } from './members.server.ts';
import { groupsToRead, groupToRead, kitToRead, membersToRead } from './reading.server.ts';
import { searchableGroups } from './searchable.server.ts';
import { findGroup } from './visible.server.ts';

type As = { reader: Reader; person: Person | null };

const secret = 'Zéphyrine';
const session = {
	...{ title: `${secret} se réunit`, summary: `${secret} parle`, text: secret, kind: 'community' },
	...{ way: 'online', link: 'https://zephyrine.exemple/salle', from: '18:00', to: '20:00' }
};

/** Plans a session as its keeper writes it, whatever audience they choose. */
async function planned(db: Database, keeper: Person, slug: string, audience: string, inDays: number) {
	const day = new Date(Date.now() + inDays * 24 * 3_600_000).toISOString().slice(0, 10);
	const input = v.parse(GatheringInput, { ...session, day, audience, group: slug });
	const plan = await planGathering(db, keeper, input);
	if (!plan.ok) throw new Error(plan.reason);
	return plan.slug;
}

/** Everything that is read of a group and of its sessions. */
async function everythingRead(db: Database, as: As, group: string, sessions: string[]): Promise<string> {
	const { reader, person } = as;
	const place = {};
	const read: unknown[] = [
		await groupToRead(db, as, group),
		await membersToRead(db, as, group, place),
		await kitToRead(db, as, group),
		await groupsToRead(db, as, { kind: null, place, isMine: false }),
		await agendaToRead(db, reader, filtersIn(new URLSearchParams()), place, { person }),
		await agendaToRead(db, reader, filtersIn(new URLSearchParams('passees=1')), place, { person }),
		await nextPublic(db),
		await upcomingGatherings(db, 9),
		person && (await gatheringsOf(db, person.id, reader))
	];
	const seen = await findGroup(db, as, group);
	if (seen) read.push(await sessionsForCalendar(db, reader, person?.id ?? null, seen.group.id));
	for (const slug of sessions) {
		read.push(await gatheringForCalendar(db, reader, slug));
		read.push(await gatheringToRead(db, person, reader, slug));
	}
	for (const words of ['zephyrine', 'se réunit', 'claire garde'])
		read.push(await search(db, reader, words, { place }));
	return JSON.stringify(read);
}

test('what a confidential group says and plans never leaves it, whatever its keeper chose, and ends for who leaves', async ({
	db
}) => {
	const plan = fc.record({
		audience: fc.constantFrom('public', 'allies', 'group'),
		inDays: fc.integer({ min: 1, max: 300 }),
		isChanged: fc.constantFrom('no', 'changed', 'cancelled')
	});
	await fc.assert(
		fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 3 }), async (plans) => {
			const openness = plans.length > 1 ? 'on-request' : 'invitation';
			const kit = `${secret} accueille`;
			const group = await aConfidentialGroup(db, { openness, text: `${secret} agit`, kit });
			const { slug, keeper, member } = group;
			const sessions: string[] = [];
			for (const { audience, inDays, isChanged } of plans) {
				const planned1 = await planned(db, keeper, slug, audience, inDays);
				sessions.push(planned1);
				const day = new Date(Date.now() + inDays * 24 * 3_600_000).toISOString().slice(0, 10);
				if (isChanged === 'changed')
					await changeGathering(db, keeper, planned1, v.parse(GatheringInput, { ...session, day, audience }));
				if (isChanged === 'cancelled') await cancelGathering(db, keeper, planned1, { reason: secret });
			}
			await rebuildSearch(db, [searchableGatherings, searchableGroups]);
			const strangers: As[] = [
				...readers.map((reader) => ({ reader, person: null })),
				{ reader: 'allies', person: await somebody(db) },
				{ reader: 'allies', person: await somebody(db, { isFacilitator: true, isAdministrator: true }) }
			];
			for (const as of strangers) {
				const read = await everythingRead(db, as, slug, sessions);
				for (const told of [secret, 'Claire Garde', 'zephyrine.exemple', member.id])
					expect(read).not.toContain(told);
			}
			const inside = await everythingRead(db, { reader: 'public', person: member }, slug, sessions);
			for (const told of [secret, 'Claire Garde']) expect(inside).toContain(told);
			const agenda = filtersIn(new URLSearchParams());
			const { lines } = await agendaToRead(db, 'public', agenda, {}, { person: member });
			expect(lines.map(({ slug: listed }) => listed)).toEqual(expect.arrayContaining(sessions));
			await leaveGroup(db, member, slug);
			expect(await everythingRead(db, { reader: 'allies', person: member }, slug, sessions)).not.toContain(
				secret
			);
		}),
		{ numRuns: 12 }
	);
}, 120_000);
