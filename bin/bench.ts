import { benchDirectory } from '../bench/directory.ts';
import { benchPages } from '../bench/pages.ts';
import { benchRegister } from '../bench/register.ts';

/** Ratios against a reference in the same run; nothing here fails a test, since machines differ. */
const wanted = process.argv.slice(2);
if (wanted.length === 0 || wanted.includes('pages')) await benchPages();
if (wanted.length === 0 || wanted.includes('register')) await benchRegister();
if (wanted.length === 0 || wanted.includes('directory')) await benchDirectory();
