import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { m } from '#words/messages.js';
import { answerersFor } from '../allies/subjects.server.ts';
import { applicationsOf } from './call-reading.server.ts';
import { callApplications, calls } from './calls.tables.ts';
import { send } from './letters.server.ts';

/** Tells every candidate of a decided call what was decided: those who were not chosen kindly, and where to read the reasons. */
export function tellCandidates(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'introductions.call-decided'>): Promise<void> => {
		const [call] = await tx.select().from(calls).where(eq(calls.id, details.callId));
		if (!call) return;
		const path = `/appels/${call.slug}`;
		for (const { outcome, ...application } of await applicationsOf(
			tx,
			eq(callApplications.callId, call.id)
		)) {
			const isChosen = outcome === 'chosen';
			for (const answerer of await answerersFor(tx, application))
				await send(
					tx,
					origin,
					answerer,
					() => ({
						subject: isChosen
							? m.calls_letter_chosen_subject({ title: call.title })
							: m.calls_letter_not_chosen_subject({ title: call.title }),
						paragraphs: isChosen
							? [m.calls_letter_chosen_text({ name: application.name }), m.calls_letter_chosen_next()]
							: [
									m.calls_letter_not_chosen_text({ name: application.name }),
									m.calls_letter_not_chosen_next()
								],
						action: m.calls_letter_action()
					}),
					path
				);
		}
	};
}
