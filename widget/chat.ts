import './sheet.ts';
import type { StateDigest } from '../protocol/digest.ts';
import type { RefusalCode } from '../protocol/refusals.ts';
import { type Connection, connect } from './connection.ts';
import { PASSING, unreachable } from './http.ts';
import { keepEnd } from './keep-end.ts';
import { listen } from './listen.ts';
import { readAloud } from './models/aloud.ts';
import type { Chat } from './models/chunks.ts';
import { createDelivery } from './models/delivery.ts';
import { createLog } from './models/log.ts';
import { forget, sessionOf, startAnew } from './models/own-session.ts';
import { hearRequests, takeRequests } from './models/requests.ts';
import type { Salon } from './models/salon.ts';
import { identitiesOf } from './models/session.ts';
import { effect, signal } from './models/signals.ts';
import { clearThread } from './models/thread.ts';
import css from './styles/conversation.css?inline';
import { wear } from './styles/wear.ts';
import { aloud } from './views/Entries.tsx';
import { Holder } from './views/Holder.tsx';
import { Letter } from './views/Letter.tsx';
import { Waiting } from './views/Waiting.tsx';

const TYPING_TOLD_MS = 3_000;
const TYPING_LASTS_MS = 6_000;
const MINT_AGAIN_MS = 2_000;
const AWAY_AFTER_MS = 2_500;
/** What another tab has written may be read here only a moment later: an end is believed after this. */
const BELIEVED_MS = 3_000;

export function startChat(salon: Salon): Chat {
  const { thread, memory, page } = salon;
  const session = sessionOf(salon);
  let connection: Connection | null = null;
  let stopped = false;
  let typedAt = 0;
  let typingEnds: ReturnType<typeof setTimeout> | undefined;
  let silent: ReturnType<typeof setTimeout> | undefined;
  let token = '';
  let lines = 0;
  let mending: Promise<(told: StateDigest) => void> | undefined;

  /** What is hardly ever needed comes once it is. */
  const notSent = signal<typeof import('./views/NotSent.tsx') | null>(null);

  const undress = wear(page.root, css);
  const place = keepEnd(salon);

  const ask: Connection['ask'] = async (command, payload) => {
    const answer = await (connection?.ask(command, payload) ?? unreachable);
    // What is said to an identity that stands no more is not said to her.
    return answer.ok || !comeOver() ? answer : unreachable;
  };
  const log = createLog(salon, ask);
  // The tab that wrote first has the identity; the others come over to it before a word of theirs goes.
  const delivery = createDelivery(salon, ask, log, async () => !!(await session.keep()) && !comeOver());

  const open = async () => {
    // Tried again later: she may have been forgotten meanwhile.
    if (stopped) return;
    thread.link.value = 'connecting';
    const identity = await session.obtain();
    if (stopped) return;
    if (!identity.ok && !PASSING.includes(identity.error.code)) return end(identity.error.code);
    if (!identity.ok) {
      thread.link.value = 'lost';
      setTimeout(open, (identity.error.retryInMs ?? MINT_AGAIN_MS) * (1 + Math.random()));
      return;
    }
    token = identity.token;
    void unite();
    connection = connect(page.relay, () => ({ brand: page.brand, token }), {
      snapshot: async (snapshot) => {
        const line = ++lines;
        // An open one that the relay does not show has ended meanwhile.
        const shown = new Set(snapshot.requests.map(({ id }) => id));
        const known = thread.requests.peek().filter(({ id, openedAt }) => shown.has(id) || openedAt > snapshot.now);
        thread.requests.value = takeRequests(known, snapshot.requests);
        if (snapshot.name && !salon.writing.name.peek()) salon.writing.fill({ name: snapshot.name });
        if (snapshot.conversation) await log.catchUp(snapshot.conversation);
        else thread.conversation.value = '';
        if (line !== lines) return;
        thread.link.value = 'live';
        void flush();
      },
      entries: (told) => {
        if (told.log === 'shared') log.take(told.conversation, told.entries);
      },
      cursors: (told) => log.takeCursors(told.cursors),
      typing: (told) => {
        if (told.name === null) return;
        thread.typing.value = told.on ? told.name : '';
        clearTimeout(typingEnds);
        typingEnds = setTimeout(() => {
          thread.typing.value = '';
        }, TYPING_LASTS_MS);
      },
      request: (told) => hearRequests(thread, [told]),
      signed_out: ({ reason }) => ending(reason === 'revoked' ? 'signed_out' : undefined),
      digest: (told) => {
        mending ??= import('./models/mend.ts').then((chunk) => chunk.createMending(salon, log, ask));
        // Where it cannot be fetched it is tried with the next word.
        mending.then(
          (mend) => mend(told),
          () => {
            mending = undefined;
          },
        );
      },
      lost: () => {
        lines++;
        thread.link.value = 'lost';
        thread.typing.value = '';
      },
      refused: ending,
    });
  };
  /** Nothing is tried again by itself: that she is not connected would promise her that it is. */
  const end = (code: RefusalCode) => {
    connection = null;
    thread.link.value = 'idle';
    delivery.refuseAll(code);
  };
  const reopen = () => {
    connection?.close();
    connection = null;
    token = '';
    lines++;
    log.reset();
    clearThread(thread);
    revive();
    thread.readSeq.value = memory.kept().readSeq ?? 0;
    void open();
  };
  /** Refused lines are on their way again: by another try of hers, or to another identity. */
  const revive = () => {
    for (const { draft, at } of memory.lines()) memory.put({ draft, at });
    thread.lines.value = memory.lines();
    delivery.revive();
  };
  /** Her identity has ended: because another tab has brought it over, unless nothing comes of that. */
  const ending = (code?: RefusalCode) => {
    if (comeOver()) return;
    const dead = token;
    setTimeout(() => {
      if (stopped || token !== dead || comeOver()) return;
      code ? end(code) : forget(salon, dead);
    }, BELIEVED_MS);
  };
  /** Another tab's identity stands: this one comes over to it. */
  const comeOver = () => {
    const known = session.known();
    if (!token || !known || known.token === token) return false;
    reopen();
    return true;
  };
  const unite = async () => {
    const others = identitiesOf(memory).filter((identity) => identity.token !== token);
    if (others.length === 0) return;
    const { bringOver } = await import('./models/bring-over.ts');
    for (const other of others) await bringOver(salon, other, connect);
    void flush();
  };
  const flush = async () => {
    if (thread.lines.peek().length > 0 && !delivery.ended()) await session.keep();
    if (!comeOver()) await delivery.flush();
  };
  const visible = () =>
    salon.sheet.opened.peek() &&
    salon.sheet.view.peek() === 'chat' &&
    !place.above.peek() &&
    document.visibilityState === 'visible';
  const seen = () => {
    if (visible()) log.seen();
  };
  const stopTyping = () => {
    clearTimeout(silent);
    if (!typedAt) return;
    typedAt = 0;
    const conversation = thread.conversation.peek();
    if (conversation) void ask('typing', { conversation, on: false });
  };
  const stopSeeing = listen([document], ['visibilitychange'], seen);
  const stopWatching = effect(() => {
    if (thread.link.value !== 'lost') {
      thread.away.value = false;
      return;
    }
    const timer = setTimeout(() => {
      thread.away.value = true;
    }, AWAY_AFTER_MS);
    return () => clearTimeout(timer);
  });
  const stopReading = readAloud(salon, (entry) => aloud(entry, salon));
  void open();

  return {
    flush: () => {
      stopTyping();
      void flush();
    },
    retry: () => {
      const dead = delivery.ended();
      revive();
      if (comeOver()) return;
      if (dead) {
        startAnew(salon);
        return reopen();
      }
      if (!connection) return void open();
      connection.check();
      void flush();
    },
    typed: () => {
      const conversation = thread.conversation.peek();
      if (!conversation || thread.link.peek() !== 'live') return;
      if (Date.now() - typedAt > TYPING_TOLD_MS) {
        typedAt = Date.now();
        void ask('typing', { conversation, on: true });
      }
      clearTimeout(silent);
      silent = setTimeout(stopTyping, TYPING_TOLD_MS + 1_000);
    },
    drawn: () => {
      place.look();
      seen();
    },
    earlier: () => void import('./earlier.ts').then((chunk) => chunk.showEarlier(salon, ask), Boolean),
    turn: async (turn) => {
      const answer = await ask('request.turn', turn);
      if (answer.ok) hearRequests(thread, [answer.request, answer.turned]);
      return answer;
    },
    stop: () => {
      stopped = true;
      stopWatching();
      stopReading();
      clearTimeout(typingEnds);
      clearTimeout(silent);
      stopSeeing();
      connection?.close();
      log.reset();
      undress();
    },
    Letter: () => Letter({ salon }),
    Waiting: () => Waiting({ salon, place }),
    NotSent: () => {
      if (!thread.waiting.value.some((line) => line.refused)) return null;
      // Where it cannot be fetched, it is asked for with what is drawn next.
      import('./views/NotSent.tsx').then((chunk) => (notSent.value = chunk), Boolean);
      return notSent.value?.NotSent({ salon });
    },
    Holder: () => Holder({ salon }),
  };
}
