import { m } from '#words/messages.js';
import type { Pace } from './paces.ts';

/** A pace in words: “at once”. */
export function paceName(pace: Pace): string {
	if (pace === 'at-once') return m.notifications_pace_at_once();
	if (pace === 'daily') return m.notifications_pace_daily();
	return pace === 'weekly' ? m.notifications_pace_weekly() : m.notifications_pace_none();
}
