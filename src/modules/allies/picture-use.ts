import { largestPicture } from '#platform/files/file-kinds.ts';

/** Which files the picture of a page may be. */
export const pictureUse = { kinds: ['picture'], longest: largestPicture } as const;
