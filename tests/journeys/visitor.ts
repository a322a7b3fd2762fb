import { randomInt } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { startChromium } from './chromium.ts';

/** The product of this worker: no other journey is under way in it. */
export const product =
	inject('products')[(Number(process.env.VITEST_POOL_ID) - 1) % inject('products').length]!;

/** Every file of journeys takes place elsewhere. */
const town = randomInt(65_536);
let visitors = 0;

/** Each visitor comes from a network of their own: what is refused to one network is not refused to the others. */
export function somewhere(): { 'x-forwarded-for': string } {
	visitors += 1;
	return { 'x-forwarded-for': `10.${town >> 8}.${town % 256}.${visitors % 256}` };
}

type Way = { name: string; javaScriptEnabled: boolean };

/** Every journey is made in both ways. */
export const ways: Way[] = [
	{ name: 'with JavaScript', javaScriptEnabled: true },
	{ name: 'without JavaScript', javaScriptEnabled: false }
];

/** One browser for a file of journeys, and visitors who know nothing of each other. */
export function browserOfThisFile() {
	let browser: Browser;
	const visits: BrowserContext[] = [];
	beforeAll(async () => {
		browser = await startChromium();
	});
	afterAll(async () => {
		await Promise.all(visits.map((visit) => visit.close()));
		await browser.close();
	});
	return {
		/** A new visitor on the home page, or on the path given. */
		async visit(options: Parameters<Browser['newContext']>[0] & { path?: string } = {}): Promise<Page> {
			const { path = '/', ...context } = options;
			const visit = await browser.newContext({
				baseURL: product,
				reducedMotion: 'reduce',
				extraHTTPHeaders: somewhere(),
				...context
			});
			visits.push(visit);
			const page = await visit.newPage();
			await page.goto(path);
			return page;
		},
		/** A visitor who has signed in as one of the personas of the demonstration. */
		async visitAs(persona: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
			const page = await this.visit({ ...options, path: '/connexion' });
			await follow(page, page.locator(`button[name="personnage"][value="${persona}"]`));
			return page;
		}
	};
}

/** Clicks what leads to a page, and waits until one is there. */
export async function follow(page: Page, target: Locator): Promise<void> {
	const arrival = page.waitForEvent('load');
	await target.click();
	await arrival;
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/**
 * What axe finds against these rules or tags. No page of ours holds a page from elsewhere, so one run in the page itself sees
 * everything (axe calls it legacy); with what is right left out of the report, it takes a third of the time.
 */
async function violationsOn(page: Page, runOnly: string[]) {
	const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'], runOnly });
	return (await axe.analyze()).violations;
}

/** The page breaks no rule of WCAG 2.1 AA nor of good practice that a machine can see, and fits a narrow screen. */
export async function expectAccessible(page: Page): Promise<void> {
	const violations = await violationsOn(page, rules);
	const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
	expect(found, page.url()).toEqual([]);
}

/** What a machine can see of the rules that a colour scheme can break: the rest does not depend on colours. */
export async function expectReadableInTheDark(page: Page): Promise<void> {
	await page.emulateMedia({ colorScheme: 'dark' });
	const violations = await violationsOn(page, ['color-contrast']);
	const found = violations.flatMap(({ nodes }) => nodes.map((node) => node.html));
	expect(found, `${page.url()} in the dark`).toEqual([]);
	await page.emulateMedia({ colorScheme: null });
}

/** Nothing on the page is wider than a screen of 320 pixels. */
export async function expectNarrow(page: Page): Promise<void> {
	await page.setViewportSize({ width: 320, height: 640 });
	const widest = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(widest, `${page.url()} at 320 px`).toBeLessThanOrEqual(320);
}

/** What a first view of a page costs: bytes as they travel (bodies, compressed) and requests. */
export async function weigh(
	page: Page,
	path: string
): Promise<{ status: number; bytes: number; requests: number }> {
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	let bytes = 0;
	let requests = 0;
	session.on('Network.responseReceived', () => (requests += 1));
	session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
	const answer = await page.goto(path, { waitUntil: 'networkidle' });
	await session.detach();
	return { status: answer!.status(), bytes, requests };
}
