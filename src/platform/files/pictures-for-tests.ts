import sharp from 'sharp';

/** A photograph that tells where it was taken, in the hands of whom, and that it lies on its side. */
export async function telltalePhotograph(width = 1200, height = 800): Promise<Buffer> {
	const create = { width, height, channels: 3, background: '#8a4b2a' } as const;
	return sharp({ create })
		.withMetadata({ orientation: 6 })
		.withExifMerge({
			IFD0: { Artist: 'Zoe Quintal' },
			IFD3: {
				GPSLatitudeRef: 'N',
				GPSLatitude: '48/1 6/1 53/1',
				GPSLongitudeRef: 'W',
				GPSLongitude: '1/1 40/1 46/1'
			}
		})
		.jpeg()
		.toBuffer();
}

/** A drawing of one colour. */
export async function drawing(width: number, height: number, colour = '#1d5c4a'): Promise<Buffer> {
	return sharp({ create: { width, height, channels: 4, background: colour } })
		.png()
		.toBuffer();
}

/** What a browser sends for a file. */
export function sent(content: Uint8Array | string, name: string): File {
	return new File([typeof content === 'string' ? content : new Uint8Array(content)], name);
}
