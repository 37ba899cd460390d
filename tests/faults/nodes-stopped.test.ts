import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { WRITERS, writerOf } from '../../server/store/postgres.ts';
import {
  ask,
  CAMILLE,
  freeAt,
  heardEntries,
  message,
  Nodes,
  type ShopperEnd,
  shopperAt,
  talk,
} from '../helpers/nodes.ts';

/* A relay that is stopped, or whose machine is gone, while it holds rows of the shared database. */

const OTHERS = 16;

let nodes: Nodes;
const open: { close(): void }[] = [];
const keep = <E extends { close(): void }>(end: E): E => {
  open.push(end);
  return end;
};
beforeAll(async () => {
  nodes = await Nodes.start({
    script: ['--import', './tests/faults/plants/plant.ts', 'server/main.ts'],
    env: { PLANTED: 'kill_points' },
  });
});
afterAll(() => nodes.stop());
afterEach(() => {
  for (const end of open.splice(0)) end.close();
});

interface Talk {
  shopper: ShopperEnd;
  conversation: string;
}
const say = ({ shopper, conversation }: Talk, draft = message('and on')) =>
  shopper.raw('entries.append', { conversation, entries: [draft] });

/** What stands in a thread, in order, said by anybody. */
const textsOf = async (conversation: string) =>
  (
    await nodes.ask(
      `select seq, body from entries where conversation = '${conversation}' and kind = 'message' order by seq`,
    )
  ).map(({ body }) => (JSON.parse(String(body)) as { text: string }).text);

async function opened(url: string): Promise<Talk> {
  const shopper = keep(await shopperAt(url));
  const { conversation } = await shopper.ok('request.open', ask());
  return { shopper, conversation };
}

it('a relay that is stopped in the midst of a transaction takes nobody along: its conversation and all others go on', async () => {
  const [stopped, other] = nodes.relays as [(typeof nodes.relays)[0], (typeof nodes.relays)[0]];
  const camille = keep(await freeAt(other.url, CAMILLE));
  const claire = keep(await shopperAt(stopped.url));
  const { conversation } = await talk(claire, camille);
  const others: Talk[] = [];
  // Every line of lists has some of them, hers too: which one a conversation falls to is chance.
  const writers = () => new Set(others.map((one) => writerOf(one.conversation))).size;
  while (others.length < OTHERS || writers() < WRITERS) others.push(await opened(other.url));

  const held = message('before the stop');
  stopped.send({ stopAt: 'before_commit' });
  const unanswered = say({ shopper: claire, conversation }, held);
  await vi.waitFor(async () => {
    const idle = await nodes.ask(
      `select 1 from pg_stat_activity where state = 'idle in transaction' and application_name = 'salon writes'`,
    );
    expect(idle).toHaveLength(1);
  }, 5_000);

  // While it is stopped, and stays so, each of them is answered, hers by the other relay and by whoever serves her.
  const again = keep(await shopperAt(other.url, claire.token));
  const answers = await Promise.all([
    say({ shopper: again, conversation }, message('on the other relay')),
    camille.raw('entries.append', { conversation, entries: [message('I am here')] }),
    ...others.map((one) => say(one)),
  ]);
  expect(answers.filter((answer) => !answer.ok)).toEqual([]);
  expect((await textsOf(conversation)).slice(-2).sort()).toEqual(['I am here', 'on the other relay']);

  // Its transaction stored nothing; the list was alone, so it is decided again, and stands once, in its place.
  stopped.signal('SIGCONT');
  expect(await unanswered).toMatchObject({ ok: true, entries: [{ id: held.id }] });
  expect((await textsOf(conversation)).filter((text) => text === held.body.text)).toHaveLength(1);
  expect((await textsOf(conversation)).at(-1)).toBe(held.body.text);
  await vi.waitFor(() => expect(heardEntries(camille).map(({ id }) => id)).toContain(held.id), 5_000);
  expect(await say({ shopper: claire, conversation }, message('and on'))).toMatchObject({ ok: true });
});

it('lists that shared the transaction of a relay that was stopped are told to try again, and stand once when they do', async () => {
  const [stopped] = nodes.relays as [(typeof nodes.relays)[0]];
  const talks: Talk[] = [];
  while (talks.length < 4) {
    const one = await opened(stopped.url);
    if (writerOf(one.conversation) === 0) talks.push(one);
    else one.shopper.close();
  }
  stopped.send({ stopAt: 'before_commit' });
  const drafts = talks.map((_, i) => message(`shared ${i}`));
  const said = talks.map((one, i) => say(one, drafts[i]));
  await vi.waitFor(async () => {
    const ended = await nodes.ask(
      `select 1 from pg_stat_activity where state = 'idle in transaction' and application_name = 'salon writes'`,
    );
    expect(ended).toHaveLength(1);
  }, 5_000);
  await vi.waitFor(async () => {
    const left = await nodes.ask(
      `select 1 from pg_stat_activity where state = 'idle in transaction' and application_name = 'salon writes'`,
    );
    expect(left).toEqual([]);
  }, 10_000);
  stopped.signal('SIGCONT');
  for (const answer of await Promise.all(said)) {
    if (!answer.ok) expect(answer.error.code).toBe('try_again');
  }
  const repeated = await Promise.all(talks.map((one, i) => say(one, drafts[i])));
  expect(repeated.filter((answer) => !answer.ok)).toEqual([]);
  for (const [i, { conversation }] of talks.entries()) {
    expect((await textsOf(conversation)).filter((text) => text === `shared ${i}`)).toHaveLength(1);
  }
});
