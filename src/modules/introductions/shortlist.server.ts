import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import { listedSubjects, type Subject } from '../allies/subjects.server.ts';
import { candidatesFor, gatheringKey, type Candidate } from '../allies/matching.server.ts';
import { circleName } from '../allies/circle-words.ts';
import type { Circle } from '../allies/circles.ts';
import { neighboursOf } from '../skills/finding.server.ts';
import { skillsNamed } from '../skills/skills.server.ts';
import { standingOf, type Standing } from './balance.server.ts';
import { dayOf } from './days.ts';
import { findNeed, type Need } from './needs.server.ts';
import { kilometresBetween, rank, type Facts } from './ranking.ts';

/** Why somebody is proposed, in the order in which it is told. */
export type Reasons = {
	skills: string[];
	/** A skill asked for, and the neighbours of it that are offered. */
	neighbours: { of: string; offered: string[] }[];
	kilometres: number | null;
	isApproximate: boolean;
	area: 'departement' | 'region' | null;
	/** What both take part in: circles and gatherings, in words. */
	shared: string[];
	saysReady: boolean;
	proposals: number;
};

export type Suggestion = Pick<
	Candidate,
	'slug' | 'name' | 'kind' | 'sentence' | 'placeLabel' | 'isReachable'
> & {
	subject: Subject;
	reasons: Reasons;
};

type Options = { most?: number; withUnreachable?: boolean; now?: Date };

/**
 * The allies who could answer a need, best first (see `rank`), from what this reader may see of them. Not among them: who
 * asks, who has been put in touch for it already, who said to be away, who has been asked a lot this week.
 */
export async function shortListOf(
	db: Database,
	reader: Reader,
	needId: string,
	{ most = 8, withUnreachable = false, now = new Date() }: Options = {}
): Promise<Suggestion[]> {
	const need = await findNeed(db, needId);
	if (!need) return [];
	const neighbours = await neighboursOf(db, need.skillIds);
	const candidates = await candidatesOf(db, reader, need, neighbours, withUnreachable);
	const standing = await standingOf(db, needId, candidates, now);
	const known = candidates
		.filter(({ personId }) => personId === null || personId !== need.personId)
		.filter(({ organisationId }) => organisationId === null || organisationId !== need.organisationId)
		.filter((candidate) => !standing(candidate).isLeftInPeace)
		.map((candidate) => ({
			candidate,
			...factsOf(candidate, need, neighbours, standing(candidate))
		}));
	const first = rank(known, `${needId} ${dayOf(now)} `).slice(0, most);
	const named = await skillsNamed(db, [
		...need.skillIds,
		...first.flatMap(({ candidate }) => candidate.offers)
	]);
	const nameOf = (id: string) => named.get(id)?.name ?? [];
	return first.map(({ candidate, ...facts }) => suggestion(candidate, facts, need, neighbours, nameOf));
}

type Neighbours = Map<string, { id: string }[]>;

/** Who offers what is asked for and, when they are few, who offers a neighbour of it. */
async function candidatesOf(
	db: Database,
	reader: Reader,
	need: Need,
	neighbours: Neighbours,
	withUnreachable: boolean
): Promise<Candidate[]> {
	const asker = (await listedSubjects(db, reader, [asking(need)])).values().next().value;
	const near = need.latitude !== null && need.longitude !== null;
	const wanted = {
		near: near ? { latitude: need.latitude!, longitude: need.longitude! } : null,
		circles: asker?.circles ?? [],
		gatherings: (asker?.activities ?? []).map(gatheringKey),
		withUnreachable
	};
	const beside = [...neighbours.values()].flat().map(({ id }) => id);
	const found = await candidatesFor(db, reader, { ...wanted, skillIds: need.skillIds });
	const others = await candidatesFor(db, reader, { ...wanted, skillIds: [...new Set(beside)] });
	const both = new Map<string, Candidate>(others.map((candidate) => [candidate.profileId, candidate]));
	for (const candidate of found) {
		const also = both.get(candidate.profileId)?.offers ?? [];
		both.set(candidate.profileId, { ...candidate, offers: [...new Set([...candidate.offers, ...also])] });
	}
	return [...both.values()];
}

/** In whose name a need is: an organisation, or the person. */
export function asking({ organisationId, personId }: Pick<Need, 'organisationId' | 'personId'>): Subject {
	return organisationId === null ? { organisationId, personId } : { organisationId, personId: null };
}

function factsOf(candidate: Candidate, need: Need, neighbours: Neighbours, standing: Standing): Facts {
	const offers = new Set(candidate.offers);
	const missing = need.skillIds.filter((id) => !offers.has(id));
	const beside = missing.filter((id) => neighbours.get(id)?.some((neighbour) => offers.has(neighbour.id)));
	return {
		id: candidate.profileId,
		skills: need.skillIds.length - missing.length,
		neighbours: beside.length,
		wanted: need.skillIds.length,
		kilometres: kilometresBetween(need, candidate),
		isSameDepartement: isSame(need.departementCode, candidate.departementCode),
		isSameRegion: isSame(need.regionCode, candidate.regionCode),
		isShared: candidate.circles.length + candidate.gatherings.length > 0,
		saysReady: standing.saysReady,
		proposals: standing.proposals
	};
}

function isSame(one: string | null, other: string | null): boolean {
	return one !== null && one === other;
}

function suggestion(
	candidate: Candidate,
	facts: Facts,
	need: Need,
	neighbours: Neighbours,
	nameOf: (id: string) => string | never[]
): Suggestion {
	const { slug, name, kind, sentence, placeLabel, isReachable, organisationId, personId, offers } = candidate;
	const offeredBeside = (id: string) =>
		(neighbours.get(id) ?? []).flatMap((one) => (offers.includes(one.id) ? nameOf(one.id) : []));
	const reasons: Reasons = {
		skills: need.skillIds.filter((id) => offers.includes(id)).flatMap(nameOf),
		neighbours: need.skillIds
			.filter((id) => !offers.includes(id))
			.map((id) => ({ of: [nameOf(id)].flat().join(), offered: offeredBeside(id) }))
			.filter(({ offered }) => offered.length > 0),
		kilometres: facts.kilometres === null ? null : Math.round(facts.kilometres),
		isApproximate: candidate.isApproximate ?? false,
		area: facts.isSameDepartement ? 'departement' : facts.isSameRegion ? 'region' : null,
		shared: [
			...candidate.gatherings.map((key) => key.slice('2026-01-01 '.length)),
			...candidate.circles.map((circle) => circleName(circle as Circle))
		],
		saysReady: facts.saysReady,
		proposals: facts.proposals
	};
	const subject = { organisationId, personId };
	return { slug, name, kind, sentence, placeLabel, isReachable, subject, reasons };
}
