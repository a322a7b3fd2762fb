import { m } from '#words/messages.js';

/** What a facilitator is told when a composite territory cannot be made or changed as they wish. */
export function composingRefusals(reason: 'not-facilitator' | 'name-taken' | 'unknown' | 'loop' | 'gone'): {
	form: string;
} {
	const form = {
		'not-facilitator': m.error_only_facilitators,
		'name-taken': m.territories_name_taken,
		unknown: m.error_not_found,
		loop: m.territories_loop,
		gone: m.territories_part_unknown
	}[reason]();
	return { form };
}

/** What is said under a `TerritoryField` whose text is no territory, or may be several. */
export function choiceRefusals(reason: 'unknown' | 'unclear'): string {
	return reason === 'unknown' ? m.territories_part_unknown() : m.territories_unclear();
}
