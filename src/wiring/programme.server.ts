import { error, type RequestEvent } from '@sveltejs/kit';
import { publishedProgramme } from '#modules/assembly/publishing.server.ts';
import type { Told } from '#modules/assembly/schedule.ts';
import { allianceIn } from '#modules/people/alliance.server.ts';
import { href, locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from './database.server.ts';

/** The programme that is published at this address, with what files of it say of where it comes from; or a refusal. */
export async function programmeToTell({ params, url }: RequestEvent<{ edition: string }>): Promise<Told> {
	const published = await publishedProgramme(db, params.edition);
	if (!published) error(404, m.error_not_found());
	const { name } = await allianceIn(db, locale());
	return { ...published, alliance: name, url: url.origin + href(`/assemblees/${params.edition}`) };
}
