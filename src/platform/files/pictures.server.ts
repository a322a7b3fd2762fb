import { narrowerThan, type NarrowWidth } from './narrow-widths.ts';

type Sharp = typeof import('sharp').default;
let opened: Promise<Sharp> | undefined;

/** Loaded when a first picture is given: it takes twenty megabytes, and most processes never see one. */
async function openSharp(): Promise<Sharp> {
	const { default: sharp } = await import('sharp');
	sharp.cache(false);
	// One picture at a time on one thread: a photograph of 40 million pixels stands whole in memory.
	sharp.concurrency(1);
	// libvips looks at the bytes by itself: it must not find a drawing or a document where we found a picture.
	sharp.block({ operation: ['VipsForeignLoad'] });
	sharp.unblock({
		operation: [
			'VipsForeignLoadJpegBuffer',
			'VipsForeignLoadPngBuffer',
			'VipsForeignLoadWebpBuffer',
			'VipsForeignLoadNsgifBuffer',
			'VipsForeignLoadHeifBuffer'
		]
	});
	return sharp;
}

const mostPixels = 40_000_000;
/** The longest side of what is kept, in pixels. */
const longestSide = 2000;
const longestWork = 20;

type Rendition = { bytes: Buffer; width: number; height: number };

/** A picture as it is kept, and the same in each of the narrower widths. */
export type KeptPicture = Rendition & { narrower: Map<NarrowWidth, Buffer> };

let last: Promise<unknown> = Promise.resolve();

/**
 * Draws a picture anew in WebP: upright, the first image when it moves, 2,000 pixels at most, and without anything that was
 * written in the file, such as where and by whom it was taken. Says when it cannot be read or has too many pixels.
 */
export async function redraw(
	bytes: Uint8Array,
	type: string
): Promise<KeptPicture | 'unreadable' | 'too-large'> {
	const drawing = last.then(() => draw(bytes, type === 'image/png' || type === 'image/gif'));
	last = drawing.catch(() => undefined);
	return drawing.catch((error: Error) => (/pixel limit/i.test(error.message) ? 'too-large' : 'unreadable'));
}

async function draw(bytes: Uint8Array, isDrawn: boolean): Promise<KeptPicture> {
	const sharp = await (opened ??= openSharp());
	const options = isDrawn ? { quality: 90, nearLossless: true } : { quality: 82, smartSubsample: true };
	const bounds = {
		width: longestSide,
		height: longestSide,
		fit: 'inside',
		withoutEnlargement: true
	} as const;
	const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
		.autoOrient()
		.resize(bounds)
		.webp(options)
		.timeout({ seconds: longestWork })
		.toBuffer({ resolveWithObject: true });
	const narrower = new Map<NarrowWidth, Buffer>();
	for (const width of narrowerThan(info.width)) {
		narrower.set(width, await sharp(data).resize({ width }).webp(options).toBuffer());
	}
	return { bytes: data, width: info.width, height: info.height, narrower };
}
