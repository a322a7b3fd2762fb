import { expect, test } from 'vitest';
import { View, type Content } from './view.ts';

/** Somebody who watches: what they were sent, and whether they can take more. */
function watcher() {
	const sent: { id: number; parts: Record<string, string> }[] = [];
	const drains: (() => void)[] = [];
	const response = {
		writableNeedDrain: false,
		write(message: Buffer) {
			const [, id, data] = /^id: (-?\d+)\ndata: (.*)\n\n$/.exec(message.toString())!;
			sent.push({ id: Number(id), parts: JSON.parse(data!) as Record<string, string> });
			return true;
		},
		once(_: string, drained: () => void) {
			drains.push(drained);
			return this;
		}
	};
	const drain = () => {
		response.writableNeedDrain = false;
		for (const drained of drains.splice(0)) drained();
	};
	return { sent, response: response as never as Parameters<View['follow']>[0], blocked: response, drain };
}

function shown(pause = 0) {
	let content: Content = { version: 1, parts: { title: 'Un', list: 'a' } };
	let asked = 0;
	let isAway = false;
	const failures: unknown[] = [];
	const view = new View({
		pause,
		content: async () => {
			asked += 1;
			if (isAway) throw new Error('away');
			return content;
		},
		failed: (error) => failures.push(error)
	});
	return {
		...{ view, failures },
		asked: () => asked,
		change(parts: Record<string, string>) {
			content = { version: content.version + 1, parts: { ...content.parts, ...parts } };
			view.changed();
		},
		away: (is: boolean) => (isAway = is)
	};
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

test('who comes is sent everything, and then only what changed', async () => {
	const { view, change } = shown();
	const ada = watcher();
	view.follow(ada.response, -1);
	await settle();
	change({ list: 'b' });
	await settle();
	expect(ada.sent).toEqual([
		{ id: 1, parts: { title: 'Un', list: 'a' } },
		{ id: 2, parts: { list: 'b' } }
	]);
});

test('who has seen the latest is sent nothing, who slept is sent what is now and no history', async () => {
	const { view, change } = shown();
	const first = watcher();
	view.follow(first.response, -1);
	await settle();
	for (const list of ['b', 'c', 'd']) {
		change({ list });
		await settle();
	}
	const [awake, asleep] = [watcher(), watcher()];
	view.follow(awake.response, 4);
	view.follow(asleep.response, 2);
	await settle();
	expect(awake.sent).toEqual([]);
	expect(asleep.sent).toEqual([{ id: 4, parts: { title: 'Un', list: 'd' } }]);
});

test('what is the same for everybody is made once, and not more often than its pause', async () => {
	const { view, change, asked } = shown(100);
	const many = Array.from({ length: 50 }, watcher);
	for (const one of many) view.follow(one.response, -1);
	await settle();
	expect(asked()).toBe(1);
	for (let i = 0; i < 40; i += 1) {
		change({ list: String(i) });
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
	expect(asked()).toBeLessThanOrEqual(3);
	await new Promise((resolve) => setTimeout(resolve, 150));
	for (const { sent } of many) expect(sent.at(-1)!.parts['list']).toBe('39');
});

test('a change that shows nothing new is sent to nobody', async () => {
	const { view, change } = shown();
	const ada = watcher();
	view.follow(ada.response, -1);
	await settle();
	change({ list: 'a' });
	await settle();
	expect(ada.sent).toHaveLength(1);
});

test('who reads slowly holds nobody up, and is sent the whole of what is now once they can read', async () => {
	const { view, change } = shown();
	const [slow, quick] = [watcher(), watcher()];
	view.follow(slow.response, -1);
	view.follow(quick.response, -1);
	await settle();
	slow.blocked.writableNeedDrain = true;
	for (const list of ['b', 'c']) {
		change({ list });
		await settle();
	}
	expect(quick.sent).toHaveLength(3);
	expect(slow.sent).toHaveLength(1);
	slow.drain();
	expect(slow.sent.at(-1)).toEqual({ id: 3, parts: { title: 'Un', list: 'c' } });
});

test('what cannot be had for a while is asked for again', async () => {
	const { view, change, away, failures } = shown();
	const ada = watcher();
	view.follow(ada.response, -1);
	await settle();
	away(true);
	change({ list: 'b' });
	await settle();
	away(false);
	expect(failures).toHaveLength(1);
	await expect.poll(() => ada.sent.at(-1)!.parts['list'], { timeout: 3000 }).toBe('b');
});
