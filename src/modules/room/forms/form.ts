/** What the form of every kind receives: what its host set, what one answered before, and what is wrong with it. */
export type FormOf<Settings> = {
	settings: Settings;
	title: string;
	mine: Record<string, string>;
	errors: Record<string, string>;
};
