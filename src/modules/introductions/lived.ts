import type { Database } from '#platform/database.server.ts';
import { ensurePersonProfile } from '../allies/profiles.server.ts';
import type { Person } from '../people/people.server.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { agree } from './answering.server.ts';
import { applyToCall } from './applying.server.ts';
import { sayAvailability } from './availability.server.ts';
import { openCall } from './calling.server.ts';
import { dayOf, daysAfter } from './days.ts';
import { anAlly, anOpenNeed, anOrganisation } from './neighbourhood.ts';
import { tellOutcome } from './outcomes.server.ts';
import { askIntroduction, offerHelp } from './proposing.server.ts';

/** For a test: somebody has asked, answered, told what came of it, applied to a call, and done so for an organisation. */
export async function askAndAnswer(db: Database, person: Person): Promise<void> {
	await plantSkills(db);
	await ensurePersonProfile(db, person.id);
	const contact = { contactEmail: person.email, contactPhone: null };
	const word = { word: 'Bonjour.', ...contact };
	const bo = await anAlly(db, 'Bo Fontaine', { offers: ['eau'] });
	await askIntroduction(db, person, await anOpenNeed(db, person, ['eau']), 'bo-fontaine', word);

	const { keeper, organisationId } = await anOrganisation(db, 'La Source vive');
	const need = await anOpenNeed(db, keeper, ['eau'], { inNameOf: organisationId, isPublic: true });
	const offer = await offerHelp(db, person, need, { ...word, inNameOf: 'me' });
	if (offer.ok) await agree(db, keeper, offer.id, contact);
	if (offer.ok) await tellOutcome(db, person, offer.id, { outcome: 'met', sentence: null });

	const until = daysAfter(dayOf(new Date()), 9);
	await sayAvailability(db, person, { whose: 'me', state: 'ready', until });
	const place = { place: null, 'place-id': null };
	const criteria = [{ label: 'Écoute', weight: 1 }];
	const about = { title: 'Un appel', text: 'Venez.', wanted: 1, deadline: until, way: 'scores' as const };
	const call = await openCall(
		db,
		{ ...person, isFacilitator: true },
		{ ...about, ...place, criteria, skills: [], 'skills-words': null }
	);
	for (const one of [person, bo])
		if (call.ok) await applyToCall(db, one, call.slug, { sentence: 'Moi.', inNameOf: 'me' });
}
