import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browserOfThisFile, expectAccessible } from './visitor.ts';

const visitors = browserOfThisFile();

/** Gives the browser of a page a device that holds passkeys and always recognises its owner. */
async function withDevice(page: Page) {
	const device = await page.context().newCDPSession(page);
	await device.send('WebAuthn.enable');
	const options = {
		protocol: 'ctap2',
		transport: 'internal',
		hasResidentKey: true,
		hasUserVerification: true,
		isUserVerified: true,
		automaticPresenceSimulation: true
	} as const;
	const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', { options });
	return { device, authenticatorId };
}

test('someone adds a passkey, signs out, comes back with it, and removes it', async () => {
	const page = await visitors.visitAs('newcomer');
	await withDevice(page);
	await page.goto('/moi/securite');
	await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
	const removal = page.getByRole('button', { name: 'Retirer' });
	await removal.waitFor();
	await expectAccessible(page);

	const name = await nameOnMyPage(page);
	await page.getByRole('button', { name: 'Me déconnecter' }).click();
	await page.goto('/connexion?retour=/moi/securite');
	await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
	await page.waitForURL('**/moi/securite');
	await removal.click();
	await removal.waitFor({ state: 'detached' });
	expect(await nameOnMyPage(page)).toBe(name);
});

test('a device that refuses is told that nothing was done', async () => {
	const page = await visitors.visit();
	const { device, authenticatorId } = await withDevice(page);
	await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
	await page.goto('/connexion');
	await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
	const trouble = page.getByText(/Rien n’a été fait|La clé n’a pas été reconnue/);
	await trouble.waitFor();
	expect(new URL(page.url()).pathname).toBe('/connexion');
});

test('without JavaScript the page says what a passkey needs, and offers the rest', async () => {
	const page = await visitors.visit({ path: '/connexion', javaScriptEnabled: false });
	await page.getByText('Elle demande JavaScript').waitFor();
	expect(await page.getByRole('button', { name: 'Recevoir un lien' }).count()).toBe(1);
});

async function nameOnMyPage(page: Page): Promise<string> {
	await page.goto('/moi');
	return page.locator('h1').innerText();
}
