import { wakeIslands } from '#ui/islands.ts';

/** Every island of the product: its name in `<Island name=…>`, and where its component is. */
wakeIslands({
	DraftKeeper: () => import('#modules/conversations/DraftKeeper.svelte'),
	ImportProgress: () => import('#modules/imports/ImportProgress.svelte'),
	KeptPresences: () => import('#modules/agenda/KeptPresences.svelte'),
	LiveRoom: () => import('#modules/room/live-room.ts'),
	LiveSearch: () => import('#ui/LiveSearch.svelte'),
	MapMoves: () => import('#modules/allies/MapMoves.svelte'),
	NotesTogether: () => import('#modules/notes/NotesTogether.svelte'),
	Passkey: () => import('#modules/people/Passkey.svelte'),
	ProgrammeDrag: () => import('#modules/assembly/programme-drag.ts'),
	SkillsFilter: () => import('#modules/skills/SkillsFilter.svelte'),
	TerritorySuggestions: () => import('#modules/territories/TerritorySuggestions.svelte')
});
