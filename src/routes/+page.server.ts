import { sharedWork, upcomingGatherings } from '#modules/agenda/gatherings.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	shows(event, 'agenda', 'charter');
	const [upcoming, work] = await Promise.all([upcomingGatherings(db, 3), sharedWork(db, 12)]);
	const threads = work.gatherings.map(({ id, title }) => ({ id, label: title }));
	const strands = work.organisations.map(({ id, name, kind, gatherings }) => ({
		id,
		label: name,
		kind,
		knots: gatherings
	}));
	return { upcoming, weave: { threads, strands } };
}
