import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { joinGroup, type JoinResult } from '#modules/communities/joining.server.ts';
import { leaveGroup } from '#modules/communities/members.server.ts';
import { groupToRead, kitToRead } from '#modules/communities/reading.server.ts';
import { groupToMeet } from '#modules/agenda/sessions.server.ts';
import { optionalText } from '#platform/fields.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const as = await groupReaderAt(event);
	const read = await groupToRead(db, as, event.params.slug);
	if (!read) error(404, m.error_not_found());
	const mayMeet = as.person && (await groupToMeet(db, as.person, read.group.slug));
	return { ...read, isSignedIn: as.person !== null, mayMeet: Boolean(mayMeet) };
}

const Joining = v.object({ message: optionalText(1000) });

export const actions = {
	join: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, Joining);
		if (!form.ok) return reject(422, form);
		const { reader } = await groupReaderAt(event);
		const { slug } = event.params;
		const joined = await joinGroup(db, person, reader, slug, form.value.message);
		if (joined.ok || joined.reason === 'already') redirect(303, await afterJoining(event, joined));
		if (joined.reason === 'not-found') error(404, m.error_not_found());
		const { values } = form;
		if (joined.reason === 'message-missing')
			return reject(422, { values, errors: { message: m.communities_refusal_message() } });
		const refusal = joined.reason === 'closed' ? m.communities_closed() : m.communities_invitation_only();
		return reject(409, { values, errors: { form: refusal } });
	},
	leave: async (event) => {
		const left = await leaveGroup(db, requirePerson(event), event.params.slug);
		if (left.ok) redirect(303, href('/communautes'));
		if (left.reason === 'last-keeper')
			return reject(409, { values: {}, errors: { form: m.communities_last_keeper() } });
		error(404, m.error_not_found());
	}
};

/** Who just came in reads first what newcomers are given. */
async function afterJoining(
	event: Parameters<typeof groupReaderAt>[0] & { params: { slug: string } },
	joined: JoinResult
) {
	const here = href(`/communautes/${event.params.slug}`);
	if (!joined.ok || !joined.isMember) return here;
	const kit = await kitToRead(db, await groupReaderAt(event), event.params.slug);
	return kit ? `${here}/bienvenue` : here;
}
