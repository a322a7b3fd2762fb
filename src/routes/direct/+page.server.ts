import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { roomsLedBy } from '#modules/room/rooms.server.ts';
import { CodeInput } from '#modules/room/room.input.ts';
import { href } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';

export async function load({ url, locals: { person } }) {
	const typed = url.searchParams.get('code');
	const read = v.safeParse(CodeInput, { code: typed ?? '' });
	if (typed !== null && read.success) redirect(303, href(`/direct/${read.output.code}`));
	return {
		code: typed ?? '',
		error: typed === null || read.success ? undefined : read.issues[0].message,
		mayOpen: (person?.isFacilitator || person?.isAdministrator) ?? false,
		led: person ? await roomsLedBy(db, person) : []
	};
}
