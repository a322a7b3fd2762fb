/** Pages are plain HTML. Where a person gains by JavaScript, a page loads an island (`#ui/Island.svelte`). */
export const csr = false;
