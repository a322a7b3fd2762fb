import { sql } from 'drizzle-orm';
import { filtersIn } from '#modules/agenda/agenda-filters.ts';
import { agendaToRead } from '#modules/agenda/agenda-reading.server.ts';
import { atomOf } from '#modules/agenda/atom.ts';
import { calendarPieces } from '#modules/agenda/calendar.server.ts';
import { agendaPages, nextPublic } from '#modules/agenda/feed-reading.server.ts';
import { openDatabase, type Database } from '#platform/database.server.ts';
import { plant } from '../seeds/plant.ts';
import { alternately, plantedDatabase, withServer } from './worlds.ts';

const sizes = { few: 6_000, many: 100_000 };
const goal = 3;

type Question = [name: string, turns: number, ask: (db: Database) => Promise<unknown>];

const page =
	(asked: string) =>
	(db: Database): Promise<unknown> =>
		agendaToRead(db, 'public', filtersIn(new URLSearchParams(asked)), {});

const nextYear = new Date().getUTCFullYear() + 1;

const questions: Question[] = [
	['the agenda, what comes next', 100, page('')],
	['the agenda, what is over', 100, page('passees=1')],
	['the agenda, a kind', 100, page('genre=assembly')],
	['the agenda, a month', 100, page(`mois=${nextYear}-03`)],
	['the agenda, near a town', 100, page('autour=Rennes&km=50')],
	['the agenda, what one may register for', 100, page('ouvertes=1')],
	['the feed of readers', 50, async (db) => atomOf(await nextPublic(db), feed)],
	['the calendar of 5,000', 5, wholeCalendar]
];

const feed = { title: 'Agenda', origin: 'https://alliance.exemple', path: '/agenda' };

/** The pages and the feeds of an agenda of a hundred thousand gatherings, as ratios to the same of six thousand. */
export async function benchAgenda(): Promise<void> {
	await withServer(async (serverUrl) => {
		const few = await agendaOf(serverUrl, sizes.few);
		const many = await agendaOf(serverUrl, sizes.many);
		console.log(`\nagenda of ${sizes.many} gatherings, against ${sizes.few} (p95, goal ${goal} ×)`);
		for (const [name, turns, ask] of questions) {
			const [ofFew, ofMany] = await alternately([few.db, many.db], ask, turns);
			const ratio = p95(ofMany!) / p95(ofFew!);
			console.log(
				`  ${name}: ${ratio.toFixed(1)} × ${ratio <= goal ? 'reached' : 'NOT REACHED'}` +
					` (p50 ${middle(ofFew!)} and ${middle(ofMany!)} ms, p95 ${p95(ofFew!).toFixed(1)} and ${p95(ofMany!).toFixed(1)} ms)`
			);
		}
		await Promise.all([few.close(), many.close()]);
	});
}

const p95 = (sorted: number[]) => sorted[Math.ceil(sorted.length * 0.95) - 1]!;
const middle = (sorted: number[]) => sorted[Math.floor(sorted.length / 2)]!.toFixed(1);

async function wholeCalendar(db: Database): Promise<number> {
	let length = 0;
	for await (const piece of calendarPieces(agendaPages(db, 'public'), {
		name: 'Agenda',
		origin: feed.origin
	}))
		length += piece.length;
	return length;
}

function agendaOf(serverUrl: string, size: number) {
	return plantedDatabase(serverUrl, `agenda_${size}`, async (url) => {
		await plant(url, 'village');
		const { db, close } = openDatabase(url, 1);
		await fill(db, size);
		await close();
	});
}

/** One in ten is for allies, one in twenty is cancelled, few are over: both calendars hold five thousand. */
async function fill(db: Database, size: number): Promise<void> {
	await db.execute(sql`
		insert into gatherings (id, slug, kind, title, summary, text, way, starts_at, ends_at, audience,
			registration_until, place_label, latitude, longitude)
		select gen_random_uuid(), 'rencontre-' || n,
			(array['open-hour', 'community', 'working-group', 'assembly'])[1 + n % 4],
			'Rencontre ' || n, 'Une rencontre, pour apprendre les uns des autres.',
			repeat('On se retrouve, on travaille, on range. ', 8),
			case when n % 3 = 0 then 'on-site' else 'online' end, starts, starts + interval '2 hours',
			case when n % 10 = 0 then 'allies' else 'public' end,
			case when n % 4 = 0 then starts end,
			case when n % 3 = 0 then 'Quelque part' end,
			case when n % 3 = 0 then 43 + (n * 7919::bigint % 6000) / 1000.0 end,
			case when n % 3 = 0 then -4 + (n * 104729::bigint % 6000) / 1000.0 end
		from generate_series(1, ${size}::int) as n,
			lateral (select now() + (n - ${Math.round(size / 20)}::int) * interval '10 years' / ${size}::int as starts) as moments`);
	await db.execute(sql`
		insert into gathering_cancellations (gathering_id, reason)
		select id, 'La salle est fermée.' from gatherings where substr(slug, 11)::int % 20 = 0`);
}
