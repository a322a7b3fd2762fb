import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { Editor } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import CollaborationCaret from '@tiptap/extension-collaboration-caret';
import * as Y from 'yjs';
import { countingSocket } from './acknowledgements.ts';
import { full, livePath, withdrawn } from './live-path.ts';
import { fragmentName, writtenForm } from './written-form.ts';
import { shownWriter, type WriterShown } from './writers-shown.ts';

/** How it stands with what one types: said in words beside the editor. */
export type State = 'connecting' | 'saved' | 'saving' | 'lost' | 'withdrawn' | 'full' | 'refused';

export type Here = WriterShown['user'];

type Opening = {
	element: HTMLElement;
	notesId: string;
	/** Who writes here: others see what the server knows of them. */
	person: { id: string; name: string };
	/** The name of the editor, for those who listen. */
	label: string;
	stands(state: State): void;
	/** Who is here, oneself among them. */
	here(people: Here[]): void;
	/** What is under the cursor may have changed. */
	moved(): void;
};

/** Opens the editor of notes in the page, and keeps it in step with everybody else’s. */
export function openEditor({ element, notesId, person, label, stands, here, moved }: Opening): Editor {
	const document = new Y.Doc();
	const { socket, provider, isSaved, looks } = connectionOf(document, notesId);
	const editor = new Editor({
		element,
		injectCSS: false,
		// What one would type before the text is there would stand before it.
		editable: false,
		extensions: [
			writtenForm,
			Collaboration.configure({ document, field: fragmentName }),
			CollaborationCaret.configure({
				provider,
				user: shownWriter(person, {}).user,
				render: caret,
				selectionRender: selection
			})
		],
		editorProps: { attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' } },
		onTransaction: moved
	});
	looks.add(follow(provider, editor, { stands, isSaved }));
	provider.on('awarenessChange', ({ states }: { states: Partial<WriterShown>[] }) => {
		const users = states.map(({ user }) => user).filter((user) => user?.id !== undefined) as Here[];
		here([...new Map(users.map((user) => [user.id, user])).values()]);
	});
	editor.on('destroy', () => {
		provider.destroy();
		socket.destroy();
	});
	void socket.connect();
	return editor;
}

function connectionOf(document: Y.Doc, notesId: string) {
	const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${livePath}`;
	let unacknowledged = 0;
	const looks = new Set<() => void>();
	const counted = (count: number) => {
		unacknowledged = count;
		for (const look of looks) look();
	};
	const WebSocketPolyfill = countingSocket(WebSocket, counted);
	const socket = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill, autoConnect: false });
	const provider = new HocuspocusProvider({ websocketProvider: socket, name: notesId, document });
	provider.attach();
	return { socket, provider, looks, isSaved: () => unacknowledged === 0 };
}

type Standing = { stands(state: State): void; isSaved(): boolean };

function follow(provider: HocuspocusProvider, editor: Editor, { stands, isSaved }: Standing): () => void {
	let end: State | undefined;
	let wasSynced = false;
	const look = () => {
		if (provider.isSynced && !wasSynced) {
			wasSynced = true;
			editor.setEditable(true);
			editor.commands.setTextSelection(editor.state.doc.content.size);
			// At once: the command of the editor waits for the next frame, and would take the cursor back from who moved it.
			editor.view.focus();
		}
		if (end) stands(end);
		else if (!provider.isSynced) stands(wasSynced ? 'lost' : 'connecting');
		else stands(isSaved() ? 'saved' : 'saving');
	};
	const stop = (reason: State) => {
		end ??= reason;
		editor.setEditable(false);
		provider.configuration.websocketProvider.disconnect();
		look();
	};
	for (const change of ['synced', 'status', 'disconnect']) provider.on(change, () => setTimeout(look));
	provider.on('stateless', ({ payload }: { payload: string }) => {
		if (payload === withdrawn) stop('withdrawn');
		if (payload === full) stop('full');
	});
	provider.on('authenticationFailed', () => stop(wasSynced ? 'withdrawn' : 'refused'));
	editor.on('destroy', () => (end = 'lost'));
	return look;
}

/* Colours are classes: the policy on content lets no style stand in an attribute. */
function caret({ name = '', tone = 0 }: Partial<Here>): HTMLElement {
	const cursor = document.createElement('span');
	cursor.className = `caret tone-${tone}`;
	const label = document.createElement('span');
	label.className = 'caret-name';
	label.textContent = name;
	label.ariaHidden = 'true';
	cursor.append(label);
	return cursor;
}

function selection({ tone = 0 }: Partial<Here>) {
	return { nodeName: 'span', class: `selected-by tone-${tone}` };
}
