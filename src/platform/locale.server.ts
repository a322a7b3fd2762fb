import { AsyncLocalStorage } from 'node:async_hooks';
import { overwriteServerAsyncLocalStorage } from '#words/runtime.js';
import type { Locale } from './locale.ts';

type Spoken = NonNullable<ReturnType<ParaglideAsyncLocalStorage['getStore']>>;
type ParaglideAsyncLocalStorage = NonNullable<Parameters<typeof overwriteServerAsyncLocalStorage>[0]>;

const spoken = new AsyncLocalStorage<Spoken>();
overwriteServerAsyncLocalStorage(spoken);

/** Runs something in a language: every message, date and link that it makes is in that language. */
export function speaking<Result>(locale: Locale, run: () => Result): Result {
	return spoken.run({ locale }, run);
}
