import { formatNumber } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { Reasons } from './shortlist.server.ts';

/** Why somebody is proposed, one sentence each, as the page tells it. */
export function reasonsInWords(reasons: Reasons): string[] {
	return [
		...(reasons.skills.length > 0 ? [m.introductions_reason_skills({ skills: listed(reasons.skills) })] : []),
		...reasons.neighbours.map(({ of, offered }) =>
			m.introductions_reason_neighbour({ skills: listed(offered), of })
		),
		...distance(reasons),
		...(reasons.shared.length > 0 ? [m.introductions_reason_shared({ what: listed(reasons.shared) })] : []),
		...(reasons.saysReady ? [m.introductions_reason_ready()] : []),
		reasons.proposals === 0
			? m.introductions_reason_rested()
			: m.introductions_reason_proposed({ n: reasons.proposals })
	];
}

function distance({ kilometres, isApproximate, area }: Reasons): string[] {
	const areas = { departement: m.introductions_reason_departement, region: m.introductions_reason_region };
	const where = area === null ? [] : [areas[area]()];
	if (kilometres === null) return where;
	if (kilometres < 1 && !isApproximate) return [m.introductions_reason_here(), ...where];
	const km = formatNumber(Math.max(1, kilometres));
	const far = isApproximate ? m.introductions_reason_about_km({ km }) : m.introductions_reason_km({ km });
	return [far, ...where];
}

function listed(names: string[]): string {
	return names.join(', ');
}
