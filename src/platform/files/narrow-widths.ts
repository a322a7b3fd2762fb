/** The widths, in pixels, at which a picture can be asked for besides its own. */
export const narrowWidths = [160, 960] as const;

export type NarrowWidth = (typeof narrowWidths)[number];

/** The widths in which a picture of this width is kept besides its own. */
export function narrowerThan(width: number | null): NarrowWidth[] {
	return narrowWidths.filter((narrow) => width !== null && narrow < width);
}
