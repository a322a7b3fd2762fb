import type { Component } from 'svelte';
import { render } from 'svelte/server';
import type { Database } from '#platform/database.server.ts';
import { peopleOn } from '#platform/live/announcing.server.ts';
import type { Content } from '#platform/live/view.ts';
import { channelOf } from '../channel.ts';
import { hostingOf } from '../hosting.server.ts';
import { ownPlace } from '../own-place.server.ts';
import type { Room } from '../rooms.server.ts';
import { sceneOf } from '../scene.server.ts';
import HostNow from './HostNow.svelte';
import HostResults from './HostResults.svelte';
import OwnPlaceView from './OwnPlaceView.svelte';
import PeopleHere from './PeopleHere.svelte';
import PhoneForm from './PhoneForm.svelte';
import PhoneResults from './PhoneResults.svelte';
import PhoneState from './PhoneState.svelte';
import Stage from './Stage.svelte';

/** The parts of a participant's page that move, the same for all of them. */
export async function phoneParts(db: Database, room: Room): Promise<Content> {
	const scene = await sceneOf(db, room, false);
	const parts = {
		state: html(PhoneState, { scene }),
		form: html(PhoneForm, { scene }),
		results: html(PhoneResults, { scene })
	};
	return { version: scene.version, parts };
}

/** The parts of the wall. */
export async function wallParts(db: Database, room: Room): Promise<Content> {
	const scene = await sceneOf(db, room, false);
	const people = await peopleOn(db, channelOf(room.id));
	const parts = { stage: html(Stage, { scene }), people: html(PeopleHere, { people }) };
	return { version: scene.version, parts };
}

/** The parts of the page of those who lead the room. */
export async function hostParts(db: Database, room: Room): Promise<Content> {
	const hosting = await hostingOf(db, room);
	const parts = { now: html(HostNow, { hosting }), results: html(HostResults, { hosting }) };
	return { version: hosting.scene.version, parts };
}

/** The part of a participant's page that is for them alone. */
export async function ownParts(db: Database, room: Room, token: string | undefined): Promise<Content> {
	const scene = await sceneOf(db, room, false);
	const own = token === undefined ? null : await ownPlace(db, token, scene.activity);
	return { version: scene.version, parts: { mine: html(OwnPlaceView, { own }) } };
}

/** The HTML of a component alone, without the marks by which a script would wake it up. */
function html<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): string {
	const { body } = render(component as Component, { props });
	return body.replace(/<!--.*?-->/g, '').trim();
}
