import { vi } from 'vitest';
import { forgetSession } from '../../server/actions/forget-session.ts';
import { mintSession } from '../../server/actions/mint-session.ts';
import type { ShopperAsking } from '../../server/actions/ports.ts';
import { startChat } from '../../widget/chat.ts';
import type { Chat } from '../../widget/models/chunks.ts';
import { openMemory } from '../../widget/models/memory.ts';
import { sessionOf } from '../../widget/models/own-session.ts';
import type { Salon } from '../../widget/models/salon.ts';
import { createSession } from '../../widget/models/session.ts';
import { signal } from '../../widget/models/signals.ts';
import { MAISON } from '../helpers/cast.ts';
import { originOf, type Wire } from '../helpers/wire.ts';
import { plainTab } from './plain-salon.ts';

const NodeSocket = WebSocket;

/**
 * A browser's storage as two tabs in two processes have it: each sees at once what it has written itself, and what the
 * others wrote when it is handed on. What a tab writes wins in its own eyes until the browser has heard of it.
 */
export class SpreadStorage {
  readonly #truth = new Map<string, string>();
  readonly #views = new Set<{ seen: Map<string, string>; late: [string, string | null][] }>();

  /** One tab's view, and how it is handed what the others have written. */
  view(heard: (name: string, value: string | null) => void): { storage: Storage; handOn(): void; late(): number } {
    const view = { seen: new Map(this.#truth), late: [] as [string, string | null][] };
    this.#views.add(view);
    const change = (name: string, value: string | null) => {
      put(view.seen, name, value);
      put(this.#truth, name, value);
      for (const other of this.#views) if (other !== view) other.late.push([name, value]);
    };
    const storage = {
      get length() {
        return view.seen.size;
      },
      key: (index: number) => [...view.seen.keys()][index] ?? null,
      getItem: (name: string) => view.seen.get(name) ?? null,
      setItem: (name: string, value: string) => change(name, value),
      removeItem: (name: string) => change(name, null),
      clear: () => undefined,
    };
    const handOn = () => {
      for (let next = view.late.shift(); next; next = view.late.shift()) {
        put(view.seen, next[0], this.#truth.get(next[0]) ?? null);
        heard(...next);
      }
    };
    return { storage, handOn, late: () => view.late.length };
  }

  /** What a page that is loaded now would find. */
  names = () => [...this.#truth.keys()];
}
const put = (map: Map<string, string>, name: string, value: string | null) =>
  value === null ? map.delete(name) : map.set(name, value);

/** Tabs of one browser, each the widget's own chat over a real socket to a real relay. */
export function tabsAt(wire: Wire, spread = new SpreadStorage()) {
  const shoppers = new Map<string, ShopperAsking>();
  const chats: Chat[] = [];
  let loses: RegExp | null = null;
  let lost = 0;
  /** By the token of whoever says it. */
  const losesFrom = new Map<string, RegExp>();
  /** Tokens whose session was ended, each time that it was asked for. */
  const ended: string[] = [];
  const heard: string[] = [];
  vi.stubGlobal(
    'WebSocket',
    class extends NodeSocket {
      #token = '';
      override send(frame: string) {
        this.#token ||= /"token":"([\w-]+)"/.exec(frame)?.[1] ?? '';
        if (!losesFrom.get(this.#token)?.test(frame)) return super.send(frame);
        losesFrom.delete(this.#token);
      }
      constructor(address: string) {
        // Node says no origin by itself, and takes headers where a browser takes protocols.
        super(address, { headers: { origin: originOf(MAISON) } } as never);
      }
      override set onmessage(hear: (event: MessageEvent) => void) {
        super.onmessage = (event: MessageEvent) => {
          heard.push(String(event.data));
          if (!loses?.test(String(event.data))) return hear(event);
          loses = null;
          lost += 1;
        };
      }
    },
  );
  vi.stubGlobal(
    'CSSStyleSheet',
    class {
      replaceSync() {}
    },
  );
  vi.stubGlobal(
    'fetch',
    async (_address: string, { method, headers }: { method: string; headers: { authorization: string } }) => {
      if (method !== 'DELETE') throw new Error('not of this test');
      const token = headers.authorization.slice('Bearer '.length);
      const asking = shoppers.get(token);
      if (!asking) throw new Error('nobody');
      ended.push(token);
      if (!wire.tokens.has(token))
        return new Response(JSON.stringify({ now: 0, ok: false, error: { code: 'signed_out', message: '' } }));
      wire.tokens.delete(token);
      const answer = await forgetSession(wire.rig.ports, asking);
      return new Response(JSON.stringify({ now: 0, ...answer }));
    },
  );
  const mintAfter = async (before: Promise<void>) => {
    await before;
    const minted = await mintSession(wire.rig.ports, MAISON);
    if (!minted.ok) return { now: 0, ...minted };
    const asking: ShopperAsking = { kind: 'shopper', id: minted.shopper, brand: MAISON };
    shoppers.set(minted.token, asking);
    wire.tokens.set(minted.token, asking);
    return { now: 0, ...minted };
  };
  /** A tab that stands at the chat; the relay's answer to who she is comes after `minted`, what others wrote when it is handed on. */
  const open = (minted: Promise<void> = Promise.resolve(), browser = spread) => {
    const { storage, handOn, late } = browser.view((name, value) => tab.hear(name, value));
    let begun = 0;
    const plain = plainTab(storage);
    const memory = openMemory(MAISON, () => storage);
    const page = {
      ...plain.page,
      brand: MAISON,
      relay: `${wire.url}/`,
      locale: () => 'en',
      root: { adoptedStyleSheets: [] },
    };
    plain.thread.link.value = 'idle';
    plain.thread.lines.value = memory.lines();
    const session = createSession(MAISON, memory, () => mintAfter(minted));
    const begin = () => {
      begun += 1;
      chat.stop();
    };
    const sheet = { opened: signal(true), view: signal('chat') };
    const salon = { ...plain, page, memory, sheet, begin, session: () => session } as unknown as Salon;
    const chat = startChat(salon);
    chats.push(chat);
    const tab = {
      salon,
      chat,
      handOn,
      late,
      /** How often she was put back to the beginning, her conversation and her composer gone. */
      begun: () => begun,
      hear: (name: string, value: string | null) => {
        if (name === `salon:1:${MAISON}` && value === null) return salon.begin();
        salon.thread.lines.value = memory.lines();
        chat.flush();
      },
      live: () => vi.waitFor(() => tab.mustBeLive()),
      mustBeLive: () => {
        if (salon.thread.link.peek() !== 'live') throw new Error(`the line is ${salon.thread.link.peek()}`);
      },
      /** As `salon.writing.send` does it. */
      send: (text: string, id = wire.id()) => {
        memory.put({ draft: { id, kind: 'message', body: { text } }, at: 0 });
        memory.keep({ talked: true });
        salon.thread.lines.value = memory.lines();
        chat.flush();
      },
      acknowledged: (text: string) =>
        vi.waitFor(() => {
          if (!tab.texts().includes(text)) throw new Error(`not acknowledged: ${text}`);
        }),
      texts: () => salon.thread.entries.peek().flatMap((e) => (e.kind === 'message' && e.body ? [e.body.text] : [])),
      refused: () => memory.lines().flatMap((line) => line.refused ?? []),
      close: () => chat.stop(),
    };
    return tab;
  };
  /** The next frame that is such is lost on its way to a page, and the line stands. */
  const lose = (frame: RegExp) => {
    loses = frame;
  };
  return {
    open,
    spread,
    lose,
    /** The next frame that is such is lost on its way from this tab, and its line stands; resolves when it is. */
    loseFrom: ({ salon }: { salon: Salon }, frame: RegExp): Promise<void> => {
      const token = sessionOf(salon).known()?.token ?? '';
      losesFrom.set(token, frame);
      return vi.waitFor(() => {
        if (losesFrom.has(token)) throw new Error('nothing was lost');
      });
    },
    lost: () => lost,
    ended,
    /** Frames that have come to any tab. */
    heard,
    end: () => {
      for (const chat of chats) chat.stop();
    },
  };
}
export type Tab = ReturnType<ReturnType<typeof tabsAt>['open']>;
