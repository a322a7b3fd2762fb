import { scheduleXml } from '#modules/assembly/schedule-xml.ts';
import { programmeToTell } from '#wiring/programme.server.ts';

export async function GET(event) {
	const headers = { 'content-type': 'application/xml; charset=utf-8' };
	return new Response(scheduleXml(await programmeToTell(event)), { headers });
}
