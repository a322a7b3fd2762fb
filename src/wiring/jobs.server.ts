import { forgetAnswers, remindOfGatherings } from '#modules/agenda/reminding.server.ts';
import { passOnSeats } from '#modules/agenda/seats.server.ts';
import { refilePassed } from '#modules/agenda/searchable.server.ts';
import { writeAllAhead } from '#modules/agenda/series.server.ts';
import { followBuddies } from '#modules/buddies/answering.server.ts';
import { pairEverywhere } from '#modules/buddies/pairing.server.ts';
import { forgetReceivedMails } from '#modules/conversations/incoming.server.ts';
import { expireIntroductions } from '#modules/introductions/expiring.server.ts';
import { askOutcomes } from '#modules/introductions/outcomes.server.ts';
import { settleAllNotes } from '#modules/notes/settling.server.ts';
import { moveImport, resumeImports } from '#modules/imports/moving.server.ts';
import { forgetOldImports } from '#modules/imports/personal-data.server.ts';
import { mailNotices } from '#modules/notifications/mailing.server.ts';
import { optionalLetters } from '#modules/notifications/optional-letters.server.ts';
import { forgetOldNotices } from '#modules/notifications/personal-data.server.ts';
import { forgetOldSessions } from '#modules/people/sessions.server.ts';
import { findOpinionGroups } from '#modules/room/opinions/finding.server.ts';
import { deliverEvent } from '#platform/events/events.server.ts';
import { startJobs, type Jobs } from '#platform/jobs/jobs.server.ts';
import { fileRemover, sweepFiles } from '#platform/files/sweeping.server.ts';
import { forgetSearchWords } from '#platform/search/vocabulary.server.ts';
import { forgetOldMails, mailSender } from '#platform/mail/mail.server.ts';
import { db, pool } from './database.server.ts';
import { handlers } from './events.server.ts';
import { fileStorage } from './file-storage.server.ts';
import { post } from './notices.server.ts';
import { postOffice } from './post-office.server.ts';
import { origin } from './sign-in.server.ts';

/**
 * Every night, what is no longer needed is erased and what waited too long ends; letters leave in the morning. Seats and
 * reminders of gatherings go by the minute and the hour at which gatherings begin.
 */
const crontab = [
	'15 3 * * * forget-old-mails',
	'20 3 * * * forget-old-sessions',
	'25 3 * * * forget-search-words',
	'30 3 * * * sweep-files',
	'35 3 * * * forget-old-imports',
	'35 3 * * * expire-introductions',
	'40 3 * * * plan-gatherings-ahead',
	'45 3 * * * forget-answers',
	'50 3 * * * forget-received-mails',
	'30 7 * * * ask-introduction-outcomes',
	'35 7 * * * follow-buddies',
	'40 7 * * * pair-buddies',
	'*/5 * * * * pass-on-seats',
	'*/5 * * * * settle-notes',
	'10 * * * * remind-of-gatherings',
	'* * * * * mail-notices',
	'50 3 * * * forget-old-notices'
].join('\n');

declare module '#platform/jobs/jobs.server.ts' {
	interface JobPayloads {
		'forget-old-mails': unknown;
		'forget-old-sessions': unknown;
		'forget-search-words': unknown;
		'sweep-files': unknown;
		'forget-old-imports': unknown;
		'expire-introductions': unknown;
		'plan-gatherings-ahead': unknown;
		'ask-introduction-outcomes': unknown;
		'follow-buddies': unknown;
		'pair-buddies': unknown;
		'forget-answers': unknown;
		'forget-received-mails': unknown;
		'pass-on-seats': unknown;
		'settle-notes': unknown;
		'remind-of-gatherings': unknown;
		'mail-notices': unknown;
		'forget-old-notices': unknown;
	}
}

/** Starts working on the queue of jobs; `stop()` lets those under way finish. */
export async function startWorking() {
	const office = await postOffice(db);
	const jobs: Jobs = {
		'find-opinion-groups': (payload) => findOpinionGroups(db, payload),
		'deliver-event': ({ eventId }) => deliverEvent(db, handlers, eventId),
		'send-mail': mailSender(db, office),
		'forget-old-mails': () => forgetOldMails(db),
		'forget-old-sessions': () => forgetOldSessions(db),
		'forget-search-words': async () => void (await forgetSearchWords(db)),
		'remove-file': fileRemover(db, fileStorage),
		'move-import': async (payload) => void (await moveImport(db, payload)),
		'forget-old-imports': () => forgetOldImports(db),
		'sweep-files': async () => void (await sweepFiles(db, fileStorage)),
		'expire-introductions': () => expireIntroductions(db),
		'plan-gatherings-ahead': async () => {
			await writeAllAhead(db);
			await refilePassed(db);
		},
		'ask-introduction-outcomes': () =>
			askOutcomes(db, { origin, mayWrite: optionalLetters(post, 'outcomes') }),
		'follow-buddies': () => followBuddies(db),
		'pair-buddies': () => pairEverywhere(db),
		'forget-answers': () => forgetAnswers(db),
		'forget-received-mails': () => forgetReceivedMails(db),
		'pass-on-seats': () => passOnSeats(db),
		'settle-notes': () => settleAllNotes(db),
		'remind-of-gatherings': () =>
			remindOfGatherings(db, { origin, mayWrite: optionalLetters(post, 'reminders') }),
		'mail-notices': () => mailNotices(db, post),
		'forget-old-notices': () => forgetOldNotices(db)
	};
	const jobsAtWork = await startJobs(pool, jobs, crontab);
	await resumeImports(db);
	return jobsAtWork;
}
