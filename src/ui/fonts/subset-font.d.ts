declare module 'subset-font' {
	type Options = {
		targetFormat: 'woff2';
		variationAxes: Record<string, number>;
		keepFeatures: string[];
		noLayoutClosure: boolean;
		noHinting: boolean;
	};
	/** Keeps of a font the characters of a text; the options are those that we use. */
	export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>;
}
