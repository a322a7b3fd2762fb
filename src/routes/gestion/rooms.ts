import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';

/** The rooms in which facilitators keep what everyone uses, in the order of the page. */
export function rooms(): { title: string; about: string; href: string }[] {
	return [
		{ title: m.claims_title(), about: m.claims_room(), href: href('/gestion/revendications') },
		{
			title: m.introductions_manage_title(),
			about: m.introductions_manage_room(),
			href: href('/gestion/mises-en-relation')
		},
		{ title: m.calls_title(), about: m.calls_manage_room(), href: href('/gestion/appels') },
		{ title: m.skills_title(), about: m.skills_manage_room(), href: href('/gestion/competences') },
		{
			title: m.territories_composites(),
			about: m.territories_compose_lead(),
			href: href('/gestion/territoires')
		},
		{ title: m.imports_title(), about: m.imports_room(), href: href('/gestion/import') }
	];
}
