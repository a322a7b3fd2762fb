/** What our test uses of the provider, which comes without types. */
declare module 'oidc-provider' {
	import type { IncomingMessage, ServerResponse } from 'node:http';

	class Grant {
		constructor(owner: { clientId: string; accountId: string });
		addOIDCScope(scope: string): void;
		save(): Promise<string>;
	}

	type Configuration = {
		clients: { client_id: string; client_secret: string; redirect_uris: string[] }[];
		claims: Record<string, string[]>;
		conformIdTokenClaims: boolean;
		cookies: { keys: string[] };
		features: { devInteractions: { enabled: boolean } };
		interactions: { url(context: unknown, interaction: { uid: string }): string };
		findAccount(context: unknown, id: string): { accountId: string; claims(): object };
		loadExistingGrant(context: { oidc: { provider: { Grant: typeof Grant } } }): Promise<Grant>;
	};

	export default class Provider {
		constructor(issuer: string, configuration: Configuration);
		callback(): (request: IncomingMessage, response: ServerResponse) => void;
		interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
	}
}
