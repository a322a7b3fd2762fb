import { endOf, type ProgrammeSession } from './programme.ts';

/**
 * The sessions of a programme, one of which is put on a day after another (null: first). A workshop that is put after a slot or one of its
 * workshops is in that slot; what is no workshop goes after those of a slot. The workshops of a slot follow it. An hour that no longer
 * fits becomes the one at which the session before ends; other sessions keep theirs.
 */
export function placed(
	all: ProgrammeSession[],
	one: ProgrammeSession,
	day: string,
	after: ProgrammeSession | null
): ProgrammeSession[] {
	if (after !== null && after.slotId === one.id) return all;
	const isIts = ({ slotId }: ProgrammeSession) => slotId === one.id;
	const rest = all.filter((session) => session !== one && !isIts(session));
	const slotId = one.format === 'workshop' && after ? slotAround(after) : null;
	const at = placeIn(rest, day, after, slotId !== null);
	const starts =
		slotId === null ? hourAt(rest, at, { ...one, day }) : one.slotId === slotId ? one.starts : null;
	const moved = { ...one, day, slotId, starts };
	const following = all.filter(isIts).map((workshop) => ({ ...workshop, day }));
	return [...rest.slice(0, at), moved, ...following, ...rest.slice(at)];
}

function slotAround(after: ProgrammeSession): string | null {
	return after.format === 'workshops' ? after.id : after.slotId;
}

function placeIn(
	rest: ProgrammeSession[],
	day: string,
	after: ProgrammeSession | null,
	isInSlot: boolean
): number {
	const first = rest.findIndex((session) => session.day >= day);
	let at = after ? rest.indexOf(after) + 1 : first === -1 ? rest.length : first;
	if (!isInSlot) while (rest[at]?.day === day && rest[at]!.slotId !== null) at += 1;
	return at;
}

/** The hour of a session where it is put: its own when it fits, else when the one before ends, else when the next one begins. */
function hourAt(rest: ProgrammeSession[], at: number, { day, starts }: ProgrammeSession): string | null {
	if (starts === null) return null;
	const isBeside = (session: ProgrammeSession) => session.day === day && session.slotId === null;
	const previous = rest.slice(0, at).findLast(isBeside);
	const next = rest.slice(at).find(isBeside);
	const from = (previous && (endOf(previous) ?? previous.starts)) ?? null;
	const until = next?.starts ?? null;
	const fits = (from === null || starts >= from) && (until === null || starts <= until);
	return fits ? starts : (from ?? until);
}
