import { desc, eq, like, or } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { eventsOf, forgetActor } from '#platform/events/events.server.ts';
import { forgetMailsTo, mailsTo } from '#platform/mail/mail.server.ts';
import { m } from '#words/messages.js';
import { describeDevice } from './device.ts';
import type { Person } from './people.server.ts';
import { affiliations, organisations, persons, roles } from './people.tables.ts';
import type { HeldData, PersonalData } from './personal-data.ts';
import { accounts, passkeys, sessions, verifications } from './sign-in.tables.ts';

/** What the kernel holds about a person: their profile, their places in organisations, their ways to sign in. */
export const peopleData: PersonalData = {
	module: 'people',
	tables: [
		'persons',
		'affiliations',
		'organisations',
		'roles',
		'sessions',
		'accounts',
		'passkeys',
		'verifications'
	],
	export: async (db, person) => [
		await profileOf(db, person),
		await affiliationsOf(db, person),
		await rolesOf(db, person),
		await signInsOf(db, person)
	],
	erase: async (tx, person) => {
		await tx.update(organisations).set({ foundedBy: null }).where(eq(organisations.foundedBy, person.id));
		await tx.update(roles).set({ grantedBy: null }).where(eq(roles.grantedBy, person.id));
		for (const table of [sessions, accounts, passkeys])
			await tx.delete(table).where(eq(table.userId, person.id));
		for (const table of [affiliations, roles]) await tx.delete(table).where(eq(table.personId, person.id));
		await tx.delete(verifications).where(about(person));
	},
	stays: () => [m.people_stays_organisations()]
};

/** Mail that has not left yet, or that a demonstration keeps. */
export const mailData: PersonalData = {
	module: 'mail',
	tables: ['mails'],
	export: async (db, person) => {
		const labels = {
			subject: m.people_data_subject(),
			text: m.people_data_text(),
			queuedAt: m.people_data_when()
		};
		return [
			{ key: 'mail.waiting', title: m.people_data_mails(), labels, rows: await mailsTo(db, person.email) }
		];
	},
	erase: (tx, person) => forgetMailsTo(tx, person.email)
};

/** The record of what happened. */
export const eventData: PersonalData = {
	module: 'events',
	tables: ['events'],
	export: async (db, person) => {
		const events = await eventsOf(db, person.id);
		const rows = events.map(({ details, ...event }) => ({ ...event, details: JSON.stringify(details) }));
		const labels = {
			name: m.people_data_what(),
			details: m.people_data_details(),
			happenedAt: m.people_data_when()
		};
		return [{ key: 'events', title: m.people_data_events(), labels, rows }];
	},
	erase: (tx, person) => forgetActor(tx, person.id),
	stays: () => [m.people_stays_events()]
};

async function profileOf(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({
			name: persons.name,
			email: persons.email,
			locale: persons.locale,
			createdAt: persons.createdAt,
			welcomedAt: persons.welcomedAt
		})
		.from(persons)
		.where(eq(persons.id, person.id));
	const languages = { fr: 'français', en: 'English' };
	const told = rows.map(({ locale, ...row }) => ({ ...row, locale: languages[locale] }));
	const labels = {
		name: m.people_data_name(),
		email: m.people_data_email(),
		locale: m.people_data_language(),
		createdAt: m.people_data_first_sign_in(),
		welcomedAt: m.people_data_welcomed()
	};
	return { key: 'people.profile', title: m.people_data_profile(), labels, rows: told };
}

async function affiliationsOf(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({
			organisation: organisations.name,
			role: affiliations.role,
			since: affiliations.since,
			until: affiliations.until
		})
		.from(affiliations)
		.innerJoin(organisations, eq(organisations.id, affiliations.organisationId))
		.where(eq(affiliations.personId, person.id))
		.orderBy(affiliations.since, affiliations.id);
	const labels = {
		organisation: m.people_data_organisation(),
		role: m.people_data_role(),
		since: m.people_data_since(),
		until: m.people_data_until()
	};
	return { key: 'people.affiliations', title: m.people_data_affiliations(), labels, rows };
}

async function rolesOf(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({ role: roles.role, grantedAt: roles.grantedAt })
		.from(roles)
		.where(eq(roles.personId, person.id));
	const names = { administrator: m.people_role_administrator(), facilitator: m.people_role_facilitator() };
	const told = rows.map(({ role, grantedAt }) => ({ role: names[role], grantedAt }));
	const labels = { role: m.people_data_role(), grantedAt: m.people_data_since() };
	return { key: 'people.roles', title: m.people_data_roles(), labels, rows: told };
}

async function signInsOf(db: Database, person: Person): Promise<HeldData> {
	const open = await db
		.select({ userAgent: sessions.userAgent, since: sessions.createdAt })
		.from(sessions)
		.where(eq(sessions.userId, person.id))
		.orderBy(desc(sessions.createdAt))
		.limit(100);
	const keys = await db
		.select({ what: passkeys.name, since: passkeys.createdAt })
		.from(passkeys)
		.where(eq(passkeys.userId, person.id));
	const linked = await db
		.select({ what: accounts.accountId, since: accounts.createdAt })
		.from(accounts)
		.where(eq(accounts.userId, person.id));
	const rows = [
		...open.map(({ userAgent, since }) => ({
			kind: m.people_data_session(),
			what: describeDevice(userAgent),
			since
		})),
		...keys.map((key) => ({ kind: m.people_data_passkey(), ...key })),
		...linked.map((account) => ({ kind: m.people_data_provider(), ...account }))
	];
	const labels = {
		kind: m.people_data_what(),
		what: m.people_data_details(),
		since: m.people_data_since()
	};
	return { key: 'people.sign-in', title: m.people_data_sign_in(), labels, rows };
}

/** Links and challenges under way hold an address or an id inside their value. */
function about(person: Person) {
	return or(
		like(verifications.value, `%${literal(person.id)}%`),
		like(verifications.value, `%${literal(JSON.stringify(person.email).slice(1, -1))}%`)
	);
}

function literal(text: string): string {
	return text.replace(/[\\%_]/g, '\\$&');
}
