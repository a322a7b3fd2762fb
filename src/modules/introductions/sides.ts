import type { Subject } from '../allies/subjects.server.ts';

/** An introduction has two sides: the one that needs, and the one that could help. */
export const sides = ['asker', 'helper'] as const;
export type Side = (typeof sides)[number];

export function otherSide(side: Side): Side {
	return side === 'asker' ? 'helper' : 'asker';
}

type TwoSides = {
	askerOrganisationId: string | null;
	askerPersonId: string | null;
	helperOrganisationId: string | null;
	helperPersonId: string | null;
};

/** Who stands on a side of an introduction. */
export function subjectOn(side: Side, introduction: TwoSides): Subject {
	const { askerOrganisationId, askerPersonId, helperOrganisationId, helperPersonId } = introduction;
	return side === 'asker'
		? { organisationId: askerOrganisationId, personId: askerPersonId }
		: { organisationId: helperOrganisationId, personId: helperPersonId };
}

/** The columns of an introduction that say who stands on its two sides. */
export function columnsOf(asker: Subject, helper: Subject): TwoSides {
	return {
		askerOrganisationId: asker.organisationId,
		askerPersonId: asker.personId,
		helperOrganisationId: helper.organisationId,
		helperPersonId: helper.personId
	};
}

/** The sides of an introduction on which somebody stands: themselves, or an organisation whose page they keep. */
export function sidesHeldBy(personId: string, keptIds: string[], introduction: TwoSides): Side[] {
	return sides.filter((side) => {
		const subject = subjectOn(side, introduction);
		return (
			subject.personId === personId ||
			(subject.organisationId !== null && keptIds.includes(subject.organisationId))
		);
	});
}
