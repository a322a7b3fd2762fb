import { passkey } from '@better-auth/passkey';
import { genericOAuth, magicLink } from 'better-auth/plugins';
import type { Database } from '#platform/database.server.ts';
import type { Locale } from '#platform/locale.ts';
import { sendSignInLetter } from './sign-in-letter.server.ts';

/** An identity provider that speaks OpenID Connect. */
export type OidcProvider = { issuer: string; clientId: string; clientSecret: string; name: string };

export type SignInSettings = {
	/** Where this site is, such as `https://alliance.example`. */
	origin: string;
	secret: string;
	/** The address that becomes administrator when it signs in. */
	administrator?: string;
	oidc?: OidcProvider;
};

export const providerId = 'oidc';
/** How long a link sent by mail can be used, in seconds. */
const linkLasts = 15 * 60;

/** What the letter needs beside the address: travels with the request, is not kept. */
export type LinkRequest = { language: Locale; returnTo: string };

/** The link that a letter carries: it can be used once, for fifteen minutes. */
export function linkByMail(db: Database, { origin }: SignInSettings) {
	return magicLink({
		expiresIn: linkLasts,
		storeToken: 'hashed',
		sendMagicLink: ({ email, token, metadata }) =>
			sendSignInLetter(db, origin, { email, token, ...(metadata as LinkRequest) })
	});
}

/** The passkeys of this site, kept by the devices of people. */
export function passkeysHere({ origin }: SignInSettings) {
	return passkey({
		rpName: 'Maillage',
		rpID: new URL(origin).hostname,
		origin,
		authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' }
	});
}

/** The identity provider of this deployment, when there is one. */
export function identityProvider({ oidc }: SignInSettings) {
	return genericOAuth({ config: oidc ? [providerConfig(oidc)] : [] });
}

function providerConfig({ issuer, clientId, clientSecret, name }: OidcProvider) {
	return {
		providerId,
		name,
		clientId,
		clientSecret,
		discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
		requireIdTokenVerification: true,
		scopes: ['openid', 'email', 'profile']
	};
}
