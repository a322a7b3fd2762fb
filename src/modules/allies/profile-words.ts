import { formatNumber } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { Audience } from './audiences.ts';
import type { ShownGroupKey } from './shown-groups.ts';
import type { SaveResult } from './profile-to-edit.server.ts';

/** Who sees something, as one chooses it on one's page. */
export function audienceOptions(isOrganisation: boolean): { value: Audience; label: string }[] {
	return [
		{ value: 'public', label: m.allies_audience_public() },
		{ value: 'allies', label: m.allies_audience_allies() },
		{
			value: 'private',
			label: isOrganisation ? m.allies_audience_keepers() : m.allies_audience_me()
		}
	];
}

const groupQuestions: Record<ShownGroupKey, (isOrganisation: boolean) => string> = {
	presentation: () => m.allies_shown_presentation(),
	place: () => m.allies_shown_place(),
	perimeter: () => m.allies_shown_perimeter(),
	offers: () => m.allies_shown_offers(),
	needs: () => m.allies_shown_needs(),
	identifiers: () => m.allies_shown_identifiers(),
	web: () => m.allies_shown_web(),
	picture: () => m.allies_shown_picture(),
	people: (isOrganisation) => (isOrganisation ? m.allies_shown_people() : m.allies_shown_organisations()),
	circles: () => m.allies_shown_circles(),
	activities: () => m.allies_shown_activities(),
	email: () => m.allies_shown_email(),
	phone: () => m.allies_shown_phone(),
	address: () => m.allies_shown_address()
};

/** The question of who sees a group of fields. */
export function shownQuestion(key: ShownGroupKey, isOrganisation: boolean): string {
	return groupQuestions[key](isOrganisation);
}

type Refused = Exclude<SaveResult, { ok: true }>;

/** Why a page was not saved, each beside the field that it is about. */
export function saveErrors(refused: Refused, typed: Record<string, string>): Record<string, string> {
	if (refused.reason === 'far-from-town') {
		const { kilometres, town } = refused;
		return { isPointSure: m.allies_point_far({ km: formatNumber(Math.round(kilometres)), town }) };
	}
	if (refused.reason === 'unclear-place')
		return {
			[refused.field]: refused.choices.length > 0 ? m.allies_place_several() : m.allies_territory_unknown()
		};
	if (refused.reason === 'unknown-territory') return { territory: m.allies_territory_unknown() };
	if (refused.reason === 'unknown-skill') {
		const { side, sentence } = refused;
		return sentence ? { [`${side}-words`]: sentence } : { [side]: m.allies_skill_unknown() };
	}
	if (refused.reason !== 'changed-meanwhile') return { form: m.allies_not_yours() };

	const by = refused.by ?? m.allies_somebody();
	const fields = Object.entries(refused.conflicts).map(([name, value]) => [
		name in typed || name === 'offers' || name === 'needs' ? name : 'form',
		value === ''
			? m.allies_meanwhile_emptied({ by })
			: m.allies_meanwhile_field({ by, value: inWords(name, value) })
	]);
	return { form: m.allies_meanwhile({ by }), ...Object.fromEntries(fields) };
}

function inWords(name: string, value: string): string {
	if (!name.startsWith('shown-') && name !== 'audience') return value;
	return audienceOptions(true).find((option) => option.value === value)?.label ?? value;
}
