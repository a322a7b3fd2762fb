import { eq, lt, or } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { kindNamed } from './catalogue.ts';
import type { NoticeCatalogue } from './notice-kinds.ts';
import { noticeClocks, noticePreferences, notices } from './notifications.tables.ts';
import { paceName } from './pace-words.ts';
import { stillSeen } from './reading.server.ts';

const day = 24 * 3600 * 1000;

/** What is held about somebody here: what they were told, how they wish to be told, and what others were told of their acts. */
export function notificationsData(catalogue: NoticeCatalogue): PersonalData {
	return {
		module: 'notifications',
		tables: ['notices', 'notice_preferences', 'notice_clocks'],
		export: async (db, { id }) => [
			await noticesHeld(db, catalogue, id),
			await preferencesHeld(db, catalogue, id),
			await clockHeld(db, id)
		],
		// The words of a notice may name whose act it was: it goes with them.
		erase: async (tx, { id }) => {
			await tx.delete(notices).where(or(eq(notices.personId, id), eq(notices.actorId, id)));
			await tx.delete(noticePreferences).where(eq(noticePreferences.personId, id));
			await tx.delete(noticeClocks).where(eq(noticeClocks.personId, id));
		}
	};
}

async function noticesHeld(db: Database, catalogue: NoticeCatalogue, id: string): Promise<HeldData> {
	const told = await db.select().from(notices).where(eq(notices.personId, id)).orderBy(notices.id);
	// Who may no longer see what a notice tells of does not take it away either.
	const seen = await stillSeen(db, catalogue, told);
	const held = told.filter((_, index) => seen[index]);
	const rows = held.map(({ kind, details, path, createdAt, readAt, mailedAt }) => ({
		...{ title: kindNamed(catalogue, kind)?.title(details) ?? kind, page: href(path) },
		...{ createdAt, readAt, mailedAt }
	}));
	const labels = {
		title: m.notifications_data_title(),
		page: m.notifications_data_page(),
		createdAt: m.notifications_data_created(),
		readAt: m.notifications_data_read(),
		mailedAt: m.notifications_data_mailed()
	};
	return { key: 'notifications.notices', title: m.notifications_title(), labels, rows };
}

async function preferencesHeld(db: Database, catalogue: NoticeCatalogue, id: string): Promise<HeldData> {
	const held = await db
		.select()
		.from(noticePreferences)
		.where(eq(noticePreferences.personId, id))
		.orderBy(noticePreferences.family, noticePreferences.channel);
	const rows = held.map(({ family, channel, pace, chosenAt }) => ({
		family: catalogue.families.find(({ name }) => name === family)?.title() ?? family,
		channel: channel === 'mail' ? m.notifications_by_mail() : m.notifications_on_page(),
		pace: paceName(pace),
		chosenAt
	}));
	const labels = {
		family: m.notifications_family(),
		channel: m.notifications_data_channel(),
		pace: m.notifications_data_pace(),
		chosenAt: m.notifications_data_chosen()
	};
	return { key: 'notifications.preferences', title: m.notifications_settings(), labels, rows };
}

async function clockHeld(db: Database, id: string): Promise<HeldData> {
	const rows = await db
		.select({ timeZone: noticeClocks.timeZone, hour: noticeClocks.hour })
		.from(noticeClocks)
		.where(eq(noticeClocks.personId, id));
	const labels = { timeZone: m.notifications_zone(), hour: m.notifications_hour() };
	return { key: 'notifications.clock', title: m.notifications_clock(), labels, rows };
}

/** Every night: erases what was read three months ago, and what nobody read in a year. */
export async function forgetOldNotices(db: Database, now = new Date()): Promise<void> {
	const before = (days: number) => new Date(now.getTime() - days * day);
	await db.delete(notices).where(or(lt(notices.readAt, before(90)), lt(notices.createdAt, before(365))));
}
