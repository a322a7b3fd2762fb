/** The form of a page: what it shows now, and what is to be mended. */
export type Edited = {
	isOrganisation: boolean;
	values: Record<string, string | undefined>;
	errors: Record<string, string | undefined>;
};

/** What a field of the form is given. */
export function fieldOf({ values, errors }: Edited, name: string) {
	return { name, value: values[name], error: errors[name] };
}
