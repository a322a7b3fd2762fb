import { sharedWork, upcomingGatherings } from '#modules/agenda/gatherings.server.ts';
import { signatureCounts } from '#modules/charter/register.server.ts';
import { charterInForce } from '#modules/charter/versions.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	shows(event, 'agenda', 'charter');
	const [upcoming, work, signatures] = await Promise.all([
		upcomingGatherings(db, 3),
		sharedWork(db, 12),
		signaturesInForce()
	]);
	const threads = work.gatherings.map(({ id, title }) => ({ id, label: title }));
	const strands = work.organisations.map(({ id, name, kind, gatherings }) => ({
		id,
		label: name,
		kind,
		knots: gatherings
	}));
	return { upcoming, signatures, weave: { threads, strands } };
}

async function signaturesInForce() {
	const charter = await charterInForce(db);
	return charter ? signatureCounts(db, charter.number) : null;
}
