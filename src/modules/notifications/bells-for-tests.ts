import type { NoticeCatalogue } from './notice-kinds.ts';
import type { Notification } from './notifying.server.ts';

declare module './notice-kinds.ts' {
	interface NoticeDetails {
		'bell.rung': { times: number; isSecret?: boolean };
		'bell.mended': { by: string };
		'tower.closed': Record<string, never>;
	}
}

/** Of what people are told in a test: bells that ring (mail at once), and a tower that closes (by a letter of its own). */
export const bells: NoticeCatalogue = {
	families: [
		{ name: 'bells', title: () => 'Cloches', about: () => 'Quand une cloche sonne.' },
		{ name: 'towers', title: () => 'Tours', about: () => 'Quand une tour ferme.', lettersAreOptional: true },
		{ name: 'works', title: () => 'Travaux', about: () => 'Quand une cloche est réparée.' }
	],
	kinds: {
		'bell.rung': {
			...{ family: 'bells', mail: 'at-once' },
			title: ({ times }) => `La cloche a sonné ${times} fois`,
			excerpt: () => 'Din, dan, don',
			stillSees: async (_, __, details) => details.map(({ isSecret }) => !isSecret),
			replyTo: (_, { times }) => `cloche+${times}@exemple.fr`
		},
		'bell.mended': {
			...{ family: 'works', mail: 'daily' },
			title: ({ by }) => `${by} a réparé la cloche`,
			stillSees: async (_, __, details) => details.map(() => true)
		},
		'tower.closed': {
			...{ family: 'towers', mail: 'by-letter' },
			title: () => 'La tour est fermée',
			stillSees: async (_, __, details) => details.map(() => true)
		}
	}
};

/** That a bell rang three times. */
export const ring: Omit<Notification<'bell.rung'>, 'to'> = {
	kind: 'bell.rung',
	by: null,
	about: 'bells.bell:1',
	path: '/cloches/1',
	details: { times: 3 }
};
