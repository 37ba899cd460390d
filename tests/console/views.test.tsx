// @vitest-environment jsdom
import { fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { createConversation } from '../../console/models/conversation.ts';
import { openPersonStore } from '../../console/models/person-store.ts';
import { SignIn } from '../../console/views/SignIn.tsx';
import { aCard, aMessage, anAvailability, anOffer, aPromise, aRequest, CAMILLE, NOE, PARIS } from './desk-cast.ts';
import { sitDown } from './sit-down.tsx';

const anOfferNow = (over = {}) => anOffer({ offeredAt: Date.now(), expiresAt: Date.now() + 25_000, ...over });

describe('the sign-in', () => {
  const props = { reason: 'first', no: null, busy: false, onSignIn: async () => undefined } as const;

  test('has the fields and the button by the names that people say', () => {
    render(<SignIn {...props} />);
    expect(screen.getByLabelText('Email').getAttribute('autocomplete')).toBe('username');
    expect(screen.getByLabelText('Password').getAttribute('autocomplete')).toBe('current-password');
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
  });

  test('says for how many seconds to wait, and waits', () => {
    render(<SignIn {...props} no={{ code: 'slow_down', message: '', retryInMs: 42_000 }} />);
    expect(screen.getByRole('alert').textContent).toBe('Too many at once. Try again in 42 seconds.');
    expect(screen.getByRole('button', { name: 'Sign in' })).toHaveProperty('disabled', true);
  });

  test('says "https needed" where the browser kept no cookie', () => {
    render(<SignIn {...props} reason="https_needed" />);
    expect(screen.getByText(/https needed/)).toBeTruthy();
  });
});

describe('her availability', () => {
  test('is one switch; the tap unlocks the ring and plays it once', async () => {
    const { line, sound, show } = sitDown({ availability: anAvailability({ declared: false, available: false }) });
    line.answer('availability.set', { availability: anAvailability({ version: 2 }) });
    await show();
    const available = screen.getByRole('switch', { name: 'Available' });
    expect(available.getAttribute('aria-checked')).toBe('false');
    fireEvent.click(available);
    expect(sound.unlock).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(available.getAttribute('aria-checked')).toBe('true'));
    expect(line.askedFor('availability.set')).toEqual([{ available: true }]);
  });

  test('asks kindly after a missed offer, and one tap answers', async () => {
    const { line, show } = sitDown({ availability: anAvailability({ available: false, askedAt: Date.now() }) });
    await show();
    expect(screen.getByText('Are you with a client, or here?')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'I am here' }));
    expect(line.askedFor('lease.renew').at(-1)).toEqual({ here: true });
  });
});

describe('an incoming request', () => {
  test('is an alertdialog with who, language, product, place, wait and words, and its two answers', async () => {
    const offer = anOfferNow({ waitingSince: Date.now() - 40_000, place: PARIS });
    const { show, sound } = sitDown({ offers: [offer] });
    await show();
    const dialog = screen.getByRole('alertdialog', { name: 'Incoming request' });
    for (const said of ['Eleanor', 'English', 'Alma', 'Paris', /New York/, /40 s/, 'Is the Alma still to be found?']) {
      expect(within(dialog).getAllByText(said).length).toBeGreaterThan(0);
    }
    expect(within(dialog).getByRole('button', { name: 'Accept' })).toBeTruthy();
    expect(within(dialog).getByRole('button', { name: 'Decline' })).toBeTruthy();
    expect(sound.start).toHaveBeenCalled();
    expect(document.title).toBe('● Eleanor asks');
  });

  test('Y16: the countdown is also text', async () => {
    const { show } = sitDown({ offers: [anOfferNow()] });
    await show();
    expect(screen.getByRole('timer').textContent).toBe('30 seconds to answer');
  });

  test('Accept takes her to the thread, and the title is quiet again', async () => {
    const offer = anOfferNow();
    const card = aCard();
    const { line, show, navigation } = sitDown({ offers: [offer] });
    line.answer('offer.accept', { offer: { ...offer, version: 2, state: 'accepted' }, card });
    await show();
    fireEvent.click(screen.getByRole('button', { name: 'Accept' }));
    await waitFor(() => expect(navigation.route.value).toEqual({ screen: 'conversations', id: card.id }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(document.title).toBe('Conversations · Salon');
  });

  test('at a counter shows no name, no words, no product', async () => {
    const { show, settings } = sitDown({ offers: [anOfferNow()] });
    settings.discreet.value = true;
    await show();
    const dialog = screen.getByRole('alertdialog');
    expect(within(dialog).getByText('A client')).toBeTruthy();
    expect(within(dialog).queryByText(/Eleanor|Alma/)).toBeNull();
    expect(within(dialog).getByText('English')).toBeTruthy();
    expect(document.title).toBe('● A client asks');
  });

  test('a letter typed into the ring is no answer; a letter after a pause is', async () => {
    const { line, show, models } = sitDown({ offers: [anOfferNow()] });
    await show();
    models.keyboard.press({ key: 'x', chord: false, inField: true, composing: false });
    fireEvent.keyDown(window, { key: 'd' });
    expect(line.askedFor('offer.decline')).toEqual([]);
  });

  test('X01: what the page said of itself stays text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const { show } = sitDown({
      offers: [anOfferNow({ name: evil, text: evil, product: { name: evil, image: 'javascript:1' } })],
    });
    await show();
    const dialog = screen.getByRole('alertdialog');
    expect(within(dialog).getAllByText(evil)).toHaveLength(3);
    expect(dialog.querySelector('img')).toBeNull();
  });
});

describe('a thread', () => {
  const held = (over = {}) => aCard({ id: '0198a5d0-1111-7000-8000-000000000001', ...over });
  const open = async (desk: ReturnType<typeof sitDown>) => {
    desk.navigation.go({ screen: 'conversations', id: '0198a5d0-1111-7000-8000-000000000001' });
    await desk.show();
  };

  test('is a log named Conversation with Message, Send and Done', async () => {
    const card = held();
    const desk = sitDown({ held: [card] }, [aMessage(card.id, 1, 'Good evening')]);
    await open(desk);
    expect(screen.getByRole('log', { name: 'Conversation' })).toBeTruthy();
    expect(await within(screen.getByRole('log')).findByText('Good evening')).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Done' })).toBeTruthy();
    await waitFor(() =>
      expect(desk.line.askedFor('cursor.move').at(-1)).toMatchObject({ deliveredSeq: 1, readSeq: 1 }),
    );
  });

  test('what she sends is "Sending" until the relay has it, then "Sent"', async () => {
    const card = held();
    const log = [aMessage(card.id, 1, 'Good evening')];
    const desk = sitDown({ held: [card] }, log);
    desk.line.answer('entries.append', 'silence');
    await open(desk);
    fireEvent.input(screen.getByRole('textbox', { name: 'Message' }), { target: { value: 'At once' } });
    await waitFor(() => expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', false));
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    expect(await screen.findByText('Sending')).toBeTruthy();
    const id = desk.models.outbox.lines.value[0]?.draft.id ?? '';
    desk.line.tell('entries', {
      conversation: card.id,
      log: 'shared',
      entries: [{ ...aMessage(card.id, 2, 'At once', 'me'), id }],
    });
    expect(await screen.findByText('Sent')).toBeTruthy();
    expect(within(screen.getByRole('log')).getAllByText('At once')).toHaveLength(1);
  });

  test('while the line is lost she reads why she cannot send, and keeps what she wrote', async () => {
    const desk = sitDown({ held: [held()] });
    await open(desk);
    fireEvent.input(screen.getByRole('textbox', { name: 'Message' }), { target: { value: 'At once' } });
    desk.line.cut();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Send' })).toHaveProperty('disabled', true));
    expect(screen.getByText(/kept here until you are back/)).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveProperty('value', 'At once');
  });

  test('X03: an address that is no web address is not a link; a real one shows its host and tells it nothing', async () => {
    const card = held();
    const desk = sitDown({ held: [card] }, [
      aMessage(card.id, 1, 'javascript:alert(1)'),
      aMessage(card.id, 2, 'https://maison.example@evil.example/'),
    ]);
    await open(desk);
    const log = await screen.findByRole('log');
    const link = await within(log).findByRole('link');
    expect(link.textContent).toBe('https://evil.example/');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer nofollow ugc');
  });

  test('a call has its number to press, Reached and No answer, and no Done', async () => {
    const phone = { e164: '+33612345678', shown: '+33 6 12 34 56 78' };
    const card = held();
    const request = aRequest({ conversation: card.id, kind: 'callback', dueAt: Date.now() + 60_000, phone });
    const desk = sitDown({ held: [{ ...card, request }] });
    desk.line.answer('call.mark', {
      request: {
        ...request,
        version: 2,
        state: 'later',
        holder: null,
        tries: 1,
        dueAt: Date.now() + 900_000,
        phone: null,
      },
    });
    await open(desk);
    expect(screen.getByRole('link', { name: /6 12 34 56 78/ }).getAttribute('href')).toBe('tel:+33612345678');
    expect(screen.queryByRole('button', { name: 'Done' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Reached' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'No answer' }));
    expect(await screen.findByText(/The next try is/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: /6 12/ })).toBeNull();
  });

  test('the number leads until she has rung it, even after a reload; then what came of it does', async () => {
    const phone = { e164: '+33612345678', shown: '+33 6 12 34 56 78' };
    const card = held();
    const request = aRequest({ conversation: card.id, kind: 'callback', dueAt: Date.now(), phone });
    const desk = sitDown({ held: [{ ...card, request }] });
    await open(desk);
    const reached = () => screen.getByRole('button', { name: 'Reached' }).className;
    expect(reached()).toBe('secondary');
    fireEvent.click(screen.getByRole('link', { name: /6 12 34 56 78/ }));
    await waitFor(() => expect(reached()).toBe('primary'));
    expect(screen.getByRole('link', { name: /6 12 34 56 78/ }).className).toBe('tel rung');
    desk.models.conversations.open(card.id).dispose();
    const again = createConversation({
      ...{ id: card.id, desk: desk.models.desk, link: desk.line.link, outbox: desk.models.outbox },
      store: openPersonStore(desk.storage, CAMILLE.id),
    });
    expect(again.rung.value).toBe(true);
    desk.line.tell('request', { ...request, version: 2, tries: 1 });
    expect(again.rung.value).toBe(false);
    again.dispose();
  });

  test('a promise that is read can be taken there, and whoever took it stays in the thread', async () => {
    const me = { ...CAMILLE, role: 'manager' as const, reach: 'boutique' as const };
    const card = held({ writable: false });
    const request = aRequest({ conversation: card.id, kind: 'callback', state: 'waiting', holder: null });
    const promise = aPromise({ request: request.id, conversation: card.id, holder: null, brokenAt: 1 });
    const desk = sitDown({ me, promises: [promise] }, [aMessage(card.id, 1, 'Good evening')]);
    desk.line.answer('conversations.open', { card: { ...card, request } });
    desk.line.answer('promise.take', 'already_taken');
    await open(desk);
    const take = await screen.findByRole('button', { name: 'Take it' });
    fireEvent.click(take);
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('A colleague has it already.'));
    const assigned = { ...request, version: 2, state: 'assigned' as const, holder: CAMILLE };
    desk.line.answer('promise.take', { card: { ...card, writable: true, request: assigned } });
    take.focus();
    fireEvent.click(take);
    expect(await screen.findByRole('textbox', { name: 'Message' })).toBeTruthy();
    expect(desk.line.askedFor('promise.take').at(-1)).toEqual({ promise: promise.id });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('log')));
  });

  test('T19: when her client has waited too long she is told what follows', async () => {
    const card = held();
    const waiting = { unansweredAt: Date.now() - 70_000, nudgedAt: Date.now() };
    const desk = sitDown({ held: [{ ...card, request: aRequest({ conversation: card.id, ...waiting }) }] });
    await open(desk);
    expect(screen.getByRole('alert').textContent).toBe(
      'The client waits for your word. Answer, or a colleague is asked.',
    );
  });

  test('a number that is none is never made a link', async () => {
    const phone = { e164: '+1;phone-context=evil', shown: '+1' };
    const card = held();
    const desk = sitDown({
      held: [{ ...card, request: aRequest({ conversation: card.id, kind: 'callback', phone }) }],
    });
    await open(desk);
    expect(document.querySelector('a[href^="tel:"]')).toBeNull();
  });
});

describe('the ways to go', () => {
  test('are a navigation with Conversations and Promises, by exactly these names', async () => {
    const { show } = sitDown({ promises: [aPromise({ brokenAt: 1 })] });
    await show();
    const navigation = screen.getByRole('navigation');
    expect(within(navigation).getByRole('link', { name: 'Conversations' })).toBeTruthy();
    expect(within(navigation).getByRole('link', { name: 'Promises' }).getAttribute('aria-describedby')).toBeTruthy();
  });

  test('a promise that nobody can keep stands to be taken by hand, and taking it leads to its thread', async () => {
    const me = { ...CAMILLE, role: 'manager' as const, reach: 'boutique' as const };
    const unkept = (never: 'hours' | 'language' | 'night', kind: 'left_message' | 'callback') =>
      aPromise({ never, kind, holder: null, place: null, language: 'pt', dueAt: Date.now() - 86_400_000 });
    const promise = unkept('language', 'left_message');
    const promises = [
      promise,
      unkept('hours', 'left_message'),
      { ...unkept('night', 'callback'), dueAt: Date.now() + 60_000 },
    ];
    const { show, navigation, line } = sitDown({ me, promises });
    navigation.go({ screen: 'promises' });
    await show();
    const list = within(screen.getByRole('region', { name: 'To be taken by hand' }));
    expect(list.getByText(/nobody of the house speaks this language; the client knows/)).toBeTruthy();
    expect(list.getByText(/no time was promised: no place opens/)).toBeTruthy();
    expect(list.getByText(/no time suits both/)).toBeTruthy();
    expect(list.getAllByText('No time')).toHaveLength(2);
    expect(list.queryByText(/ late$/)).toBeNull();
    line.answer('promise.take', 'already_taken');
    const [take] = list.getAllByRole('button', { name: 'Take what Eleanor waits for' });
    expect(take?.textContent).toBe('Take it');
    fireEvent.click(take as HTMLElement);
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('A colleague has it already.'));
    line.answer('promise.take', { card: aCard({ id: promise.conversation }) });
    fireEvent.click(take as HTMLElement);
    await waitFor(() =>
      expect(navigation.route.value).toMatchObject({ screen: 'conversations', id: promise.conversation }),
    );
    expect(line.askedFor('promise.take').at(-1)).toEqual({ promise: promise.id });
  });

  test('promises that have ended stand with how and when, the latest first', async () => {
    const me = { ...CAMILLE, role: 'manager' as const, reach: 'house' as const };
    const { show, navigation, line } = sitDown({ me, promises: [] });
    const ended = (state: 'kept' | 'withdrawn' | 'given_up', agoMs: number, brokenAt: number | null = null) =>
      aPromise({ state, brokenAt, holder: NOE, endedAt: Date.now() - agoMs });
    const all = [
      ended('kept', 60_000),
      ended('kept', 120_000, 1),
      ended('withdrawn', 180_000),
      ended('given_up', 240_000),
    ];
    line.answer('promises.ended', { promises: all, more: true });
    navigation.go({ screen: 'promises' });
    await show();
    const list = within(await screen.findByRole('region', { name: 'The last seven days' }));
    const said = list.getAllByRole('listitem').map((item) => item.textContent);
    for (const [i, how] of ['kept ', 'done late, ', 'withdrawn by the client ', 'given up '].entries())
      expect(said[i]).toContain(how);
    expect(list.queryByRole('button')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Look further back' }));
    await waitFor(() => expect(line.askedFor('promises.ended').at(-1)).toEqual({ before: all.at(-1)?.endedAt }));
  });

  test('a manager reads with whose name a promise stands', async () => {
    const me = { ...CAMILLE, role: 'manager' as const, reach: 'boutique' as const };
    const { show, navigation } = sitDown({ me, promises: [aPromise({ holder: NOE, dueAt: Date.now() + 60_000 })] });
    navigation.go({ screen: 'promises' });
    await show();
    expect(screen.getByText(/Held by Noé/)).toBeTruthy();
  });
});

test('C11: signing out asks about words that were not sent, and leaves nothing behind', async () => {
  const desk = sitDown({ held: [] });
  desk.models.outbox.add('thread', 'between Eleanor and me');
  desk.navigation.go({ screen: 'you' });
  await desk.show();
  fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  expect(screen.getByText(/One message has not been sent/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Sign out all the same' }));
  await waitFor(() => expect(desk.session.state.value).toMatchObject({ kind: 'signed_out', reason: 'left' }));
  const keys = Array.from({ length: desk.storage.length }, (_, i) => desk.storage.key(i));
  expect(keys.filter((key) => key?.includes(CAMILLE.id))).toEqual([]);
});

test('an end that came from the relay returns her to the sign-in with its reason', async () => {
  const { line, session, show } = sitDown();
  await show();
  line.tell('signed_out', { reason: 'disabled' });
  expect(session.state.value).toMatchObject({ kind: 'signed_out', reason: 'disabled' });
});
