import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import type { SignatureInput } from './charter.input.ts';
import { charterArticles, charterParagraphs, charterVersions } from './charter.tables.ts';

/** Puts a charter of two articles and three paragraphs in force, for a test. */
export async function plantCharterInForce(db: Database, number = 1): Promise<number> {
	await db.insert(charterVersions).values({
		number,
		closedAt: new Date(),
		validatedOn: '2020-02-04',
		validatedByMeeting: 'Assemblée générale',
		inForceAt: new Date(Date.UTC(2020 + number, 0, 1)),
		renewUntil: number > 1 ? '2999-12-31' : null
	});
	await db.insert(charterArticles).values([
		{ version: number, number: 1, title: 'Faire alliance' },
		{ version: number, number: 2, title: 'Apprendre' }
	]);
	const texts: [number, number, string][] = [
		[1, 1, 'Nous agissons ensemble.'],
		[1, 2, 'Nous ne sommes d’aucun parti.'],
		[2, 1, 'Nous apprenons de nos pairs.']
	];
	await db
		.insert(charterParagraphs)
		.values(texts.map(([article, n, text]) => ({ id: uuidv7(), version: number, article, number: n, text })));
	return number;
}

/** What someone who signs in their own name sends. */
export function mySignature(as: { version?: number; reservation?: string; isNamePublic?: boolean } = {}) {
	return {
		inNameOf: 'me' as const,
		version: as.version ?? 1,
		reservation: as.reservation ?? null,
		isNamePublic: as.isNamePublic ?? false,
		agrees: true as const
	} satisfies SignatureInput;
}

/** What someone who signs for an organisation that they name sends. */
export function organisationSignature(name: string, as: { version?: number; isNamePublic?: boolean } = {}) {
	return {
		...mySignature(as),
		inNameOf: 'other' as const,
		name,
		kind: 'association' as const,
		place: 'Valmont',
		isNew: true,
		mandate: 'présidente',
		hasMandate: true as const
	} satisfies SignatureInput;
}
