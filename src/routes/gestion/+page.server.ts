import { requireFacilitator } from '#wiring/person.server.ts';

export function load(event) {
	requireFacilitator(event);
}
