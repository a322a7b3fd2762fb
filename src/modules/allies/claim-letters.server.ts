import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { href, type Locale } from '#platform/locale.ts';
import { queueMail } from '#platform/mail/mail.server.ts';
import { m } from '#words/messages.js';
import { allianceIn } from '../people/alliance.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { allyKeepers, profiles } from './allies.tables.ts';
import { allyClaims } from './claims.tables.ts';

type Recipient = { name: string; email: string | null; locale: Locale };

/** Tells those who keep a page that somebody asks to keep it with them. */
export function tellKeepers(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'allies.claimed'>): Promise<void> => {
		const claim = await claimAndPage(tx, details.claimId);
		if (!claim || claim.outcome !== null) return;
		const keepers = await tx
			.select({ name: persons.name, email: persons.email, locale: persons.locale })
			.from(allyKeepers)
			.innerJoin(persons, eq(persons.id, allyKeepers.personId))
			.where(eq(allyKeepers.profileId, claim.profileId))
			.limit(50);
		for (const keeper of keepers)
			await write(tx, keeper, (alliance) => ({
				subject: m.claims_asked_subject({ organisation: claim.organisation }),
				paragraphs: [
					m.claims_letter_hello({ name: keeper.name }),
					m.claims_asked_text({ name: claim.claimant.name, organisation: claim.organisation }),
					m.claims_asked_what()
				],
				action: {
					label: m.claims_asked_action(),
					url: origin + href(`/gestion/revendications/${details.claimId}`)
				},
				footer: m.claims_letter_footer({ alliance })
			}));
	};
}

/** Tells who asked to keep a page what was decided, and why. */
export function tellDecision(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'allies.claim-decided'>): Promise<void> => {
		const claim = await claimAndPage(tx, details.claimId);
		if (!claim || claim.reason === null) return;
		const { organisation, reason, claimant } = claim;
		const isAccepted = claim.outcome === 'accepted';
		await write(tx, claimant, (alliance, email) => ({
			subject: isAccepted
				? m.claims_accepted_subject({ organisation })
				: m.claims_refused_subject({ organisation }),
			paragraphs: [
				m.claims_letter_hello({ name: claimant.name }),
				isAccepted ? m.claims_accepted_text({ organisation }) : m.claims_refused_text({ organisation }),
				m.claims_letter_reason({ reason }),
				isAccepted ? m.claims_accepted_next() : m.claims_refused_next({ email })
			],
			action: isAccepted
				? { label: m.allies_edit(), url: origin + href(`/allies/${claim.slug}/modifier`) }
				: { label: m.claims_refused_action(), url: origin + href(`/allies/${claim.slug}`) },
			footer: m.claims_letter_footer({ alliance })
		}));
	};
}

async function claimAndPage(tx: Database, claimId: string) {
	const [claim] = await tx
		.select({
			profileId: allyClaims.profileId,
			outcome: allyClaims.outcome,
			reason: allyClaims.reason,
			slug: profiles.slug,
			organisation: organisations.name,
			claimant: { name: persons.name, email: persons.email, locale: persons.locale }
		})
		.from(allyClaims)
		.innerJoin(profiles, eq(profiles.id, allyClaims.profileId))
		.innerJoin(organisations, eq(organisations.id, profiles.organisationId))
		.innerJoin(persons, eq(persons.id, allyClaims.personId))
		.where(eq(allyClaims.id, claimId));
	return claim;
}

type Words = (alliance: string, email: string) => Parameters<typeof queueMail>[2];

/** In the language of who receives it; nothing to somebody without an address. */
async function write(tx: Database, { email, locale }: Recipient, words: Words): Promise<void> {
	if (!email) return;
	const alliance = await allianceIn(tx, locale);
	await queueMail(
		tx,
		email,
		speaking(locale, () => words(alliance.name, alliance.email))
	);
}
