import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { agree, decline, withdraw } from './answering.server.ts';
import { expireIntroductions } from './expiring.server.ts';
import { introductions } from './introductions.tables.ts';
import { asked, contact, mails, view } from './introduced.ts';
import { addKeeper, anAlly, anOpenNeed, anOrganisation, word } from './neighbourhood.ts';
import { askIntroduction, offerHelp } from './proposing.server.ts';
import { introductionsOf, introductionToRead } from './reading.server.ts';

describe('an introduction', () => {
	test('shows how to reach the other once both have agreed, and never before', async ({ db }) => {
		const { ada, bo, id } = await asked(db);
		const sent = await mails(db);
		expect(sent.map(({ recipient }) => recipient)).toEqual([bo.email]);
		expect(sent[0]!.text).toContain(`/aide/mises-en-relation/${id}`);
		expect(sent[0]!.text).not.toContain(word.contactEmail);
		expect(await view(db, bo, id)).toMatchObject({
			standing: 'to-answer',
			other: 'Ada Demande',
			contact: null
		});
		expect(await view(db, ada, id)).toMatchObject({ standing: 'waiting', contact: null, mayWithdraw: true });

		expect(await agree(db, bo, id, contact)).toEqual({ ok: true, isAgreed: true });
		expect((await view(db, ada, id)).contact).toEqual({
			name: 'Bo Aide',
			email: 'aide@exemple.org',
			phone: '06 12 34 56 78'
		});
		expect((await view(db, bo, id)).contact).toMatchObject({ name: 'Ada Demande', email: word.contactEmail });
		const told = (await mails(db)).slice(1);
		expect(told.map(({ recipient }) => recipient).sort()).toEqual([ada.email, bo.email].sort());
		for (const { text } of told) expect(text).not.toMatch(/aide@exemple.org|06 12/);
	});

	test('that is declined says to the other only that it is not this time, as when nobody answers', async ({
		db
	}) => {
		const { ada, bo, id } = await asked(db);
		await decline(db, bo, id);
		const declined = await view(db, ada, id);
		expect(await view(db, bo, id)).toMatchObject({ standing: 'declined-by-us', contact: null });
		const letter = (await mails(db)).find(({ recipient }) => recipient === ada.email)!;

		const cleo = await anAlly(db, 'Cléo Tarde', { offers: ['eau'] });
		const late = await askIntroduction(db, ada, (declined.need as { id: string }).id, 'cleo-tarde', word);
		if (!late.ok) throw new Error(late.reason);
		await db
			.update(introductions)
			.set({ expiresAt: new Date(0) })
			.where(eq(introductions.id, late.id));
		expect(await agree(db, cleo, late.id, contact)).toEqual({ ok: false, reason: 'over' });
		await expireIntroductions(db);
		expect(await view(db, cleo, late.id)).toMatchObject({ standing: 'expired' });
		const expired = await view(db, ada, late.id);
		expect(expired.standing).toBe('not-this-time');
		expect(declined).toMatchObject({ standing: 'not-this-time', contact: null, outcome: null });
		const after = (await mails(db)).filter(({ recipient }) => recipient === ada.email).at(-1)!;
		expect({ ...after, text: after.text.replace(late.id, id) }).toEqual(letter);
	});

	test('is withdrawn by who proposed it while it waits, and by nobody else', async ({ db }) => {
		const { ada, bo, id } = await asked(db);
		expect(await withdraw(db, bo, id)).toBe(false);
		expect(await withdraw(db, await somebody(db), id)).toBe(false);
		expect(await withdraw(db, ada, id)).toBe(true);
		expect(await withdraw(db, ada, id)).toBe(false);
		expect(await agree(db, bo, id, contact)).toEqual({ ok: false, reason: 'over' });
		expect((await view(db, bo, id)).standing).toBe('withdrawn');
	});

	test('is read and answered by its two sides alone', async ({ db }) => {
		const { id } = await asked(db);
		const stranger = await somebody(db, { isFacilitator: true, isAdministrator: true });
		expect(await introductionToRead(db, stranger, id)).toBeUndefined();
		expect(await agree(db, stranger, id, contact)).toEqual({ ok: false, reason: 'not-found' });
		expect(await decline(db, stranger, uuidv7())).toEqual({ ok: false, reason: 'not-found' });
		expect(await decline(db, stranger, "'; drop table persons")).toEqual({ ok: false, reason: 'not-found' });
		expect((await introductionsOf(db, stranger)).lines).toEqual([]);
	});

	test('is asked of all who keep the page of an organisation, and answered by the first of them', async ({
		db
	}) => {
		await plantSkills(db);
		const { keeper, organisationId } = await anOrganisation(db, 'La Source', { offers: ['eau'] });
		const second = await somebody(db, { name: 'Deuxième' });
		await addKeeper(db, organisationId, second);
		const ada = await somebody(db);
		const asking = await askIntroduction(db, ada, await anOpenNeed(db, ada, ['eau']), 'la-source', word);
		if (!asking.ok) throw new Error(asking.reason);
		expect((await mails(db)).map(({ recipient }) => recipient).sort()).toEqual(
			[keeper.email, second.email].sort()
		);
		expect(await agree(db, second, asking.id, contact)).toMatchObject({ isAgreed: true });
		expect(await agree(db, keeper, asking.id, contact)).toEqual({ ok: false, reason: 'already' });
		expect((await view(db, ada, asking.id)).contact?.name).toBe('Deuxième');
		expect((await view(db, keeper, asking.id)).standing).toBe('agreed');
	});

	test('of a helper who is not seen names them to the asker only because they offered', async ({ db }) => {
		await plantSkills(db);
		const ada = await somebody(db);
		const need = await anOpenNeed(db, ada, ['eau'], { isPublic: true });
		const bo = await somebody(db, { name: 'Bo Discret' });
		const offer = await offerHelp(db, bo, need, { ...word, inNameOf: 'me' });
		if (!offer.ok) throw new Error(offer.reason);
		expect(await view(db, ada, offer.id)).toMatchObject({
			standing: 'to-answer',
			other: 'Bo Discret',
			otherSlug: null,
			contact: null
		});
		expect((await mails(db)).map(({ recipient }) => recipient)).toEqual([ada.email]);
	});
});

describe('who asks', () => {
	test('cannot ask the same ally twice for a need, nor oneself, nor a page that is hidden', async ({
		db
	}) => {
		const { ada, need } = await asked(db);
		await anAlly(db, 'Cachée', { offers: ['eau'], audience: 'allies' });
		const ask = (slug: string, person = ada) => askIntroduction(db, person, need, slug, word);
		expect(await ask('bo-aide')).toEqual({ ok: false, reason: 'already' });
		expect(await ask('ada-demande')).toEqual({ ok: false, reason: 'oneself' });
		expect(await ask('cachee')).toEqual({ ok: false, reason: 'no-such-ally' });
		expect(await ask('rien')).toEqual({ ok: false, reason: 'no-such-ally' });
		expect(await ask('bo-aide', await somebody(db))).toEqual({ ok: false, reason: 'no-such-need' });
	});

	test('waits or withdraws when ten requests have no answer yet', async ({ db }) => {
		await plantSkills(db);
		const ada = await somebody(db);
		const need = await anOpenNeed(db, ada, ['eau']);
		const ids: string[] = [];
		for (let number = 1; number <= 11; number += 1) {
			await anAlly(db, `Ally ${number}`);
			const asking = await askIntroduction(db, ada, need, `ally-${number}`, word);
			expect(asking.ok).toBe(number <= 10);
			if (asking.ok) ids.push(asking.id);
			else expect(asking.reason).toBe('too-many');
		}
		await withdraw(db, ada, ids[0]!);
		expect((await askIntroduction(db, ada, need, 'ally-11', word)).ok).toBe(true);
	});

	test('speaks for an organisation only when keeping its page', async ({ db }) => {
		await plantSkills(db);
		const { keeper, organisationId } = await anOrganisation(db, 'La Source');
		const stranger = await somebody(db);
		await expect(anOpenNeed(db, stranger, ['eau'], { inNameOf: organisationId })).rejects.toThrow('not-kept');
		const need = await anOpenNeed(db, keeper, ['eau'], { inNameOf: organisationId, isPublic: true });
		const offer = await offerHelp(db, stranger, need, { ...word, inNameOf: organisationId });
		expect(offer).toEqual({ ok: false, reason: 'not-kept' });
	});
});
