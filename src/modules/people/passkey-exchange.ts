import type {
	PublicKeyCredentialCreationOptionsJSON,
	PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/browser';

/** How a passkey exchange with the server ended. */
export type Outcome = 'ok' | 'stale' | 'cancelled' | 'failed';

const place = '/api/auth/passkey';

/** Signs in with a passkey of this device. Runs in the browser. */
export async function signInWithPasskey(): Promise<Outcome> {
	return exchange(
		'authenticate',
		'authentication',
		async (optionsJSON: PublicKeyCredentialRequestOptionsJSON) => {
			const { startAuthentication } = await import('@simplewebauthn/browser');
			return { response: await startAuthentication({ optionsJSON }) };
		}
	);
}

/** Makes a passkey on this device for the person who is signed in. Runs in the browser. */
export async function addPasskey(name: string): Promise<Outcome> {
	return exchange('register', 'registration', async (optionsJSON: PublicKeyCredentialCreationOptionsJSON) => {
		const { startRegistration } = await import('@simplewebauthn/browser');
		return { response: await startRegistration({ optionsJSON }), name };
	});
}

/** Asks the server for a challenge, has the device answer it, and hands the answer in. */
async function exchange<Challenge>(
	asked: 'authenticate' | 'register',
	proven: 'authentication' | 'registration',
	answer: (challenge: Challenge) => Promise<object>
): Promise<Outcome> {
	try {
		const challenge = await fetch(`${place}/generate-${asked}-options`);
		if (challenge.status === 401 || challenge.status === 403) return 'stale';
		if (!challenge.ok) return 'failed';
		const body = JSON.stringify(await answer((await challenge.json()) as Challenge));
		const headers = { 'content-type': 'application/json' };
		const verdict = await fetch(`${place}/verify-${proven}`, { method: 'POST', headers, body });
		return verdict.ok ? 'ok' : 'failed';
	} catch (error) {
		const isRefused = error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name);
		return isRefused ? 'cancelled' : 'failed';
	}
}
