import { buddiesAt, buddyActions } from '../../../binomes/buddy-actions.server.ts';

export async function load(event) {
	return buddiesAt(event);
}

export const actions = buddyActions;
