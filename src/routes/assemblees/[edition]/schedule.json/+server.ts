import { scheduleJson } from '#modules/assembly/schedule.ts';
import { json } from '@sveltejs/kit';
import { programmeToTell } from '#wiring/programme.server.ts';

export async function GET(event) {
	return json(scheduleJson(await programmeToTell(event)));
}
