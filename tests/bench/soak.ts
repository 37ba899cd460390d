import { openFiles, residentKb, slope } from './figures.ts';
import type { Line } from './line.ts';
import { sendAtRate } from './load.ts';
import type { Bench } from './plan.ts';
import { FLOORS, type Row, type Section } from './section.ts';
import { type Subject, startRelay } from './subjects.ts';

const CONVERSATIONS = 160;
/** Some 30 % of what one core bears. */
const PER_SECOND = 1_500;
const STEP_MS = 5_000;
/** Beside those who write, so many come and go. */
const PASSERS_BY = 50;
const CHURN_EVERY_MS = 50;
/** Less says nothing of an hour: what is collected and what is not cannot be told apart. */
const TELLING_MS = 3_600_000;

/** L11: memory and open files under a steady load, with shoppers who come and go; shorter than the row's eight hours. */
export async function measureSoak({ plan, prefix, say }: Bench): Promise<Section[]> {
  const relay = await startRelay(prefix, CONVERSATIONS);
  const talk = await relay.converse(CONVERSATIONS);
  const passing = await startPassing(relay);
  const step = () => sendAtRate(talk, PER_SECOND, STEP_MS);
  say('soak, warming up');
  for (let spent = 0; spent < plan.soakMs / 3; spent += STEP_MS) await step();
  const files = openFiles(relay.pid());
  const kbs: number[] = [];
  let wrong = 0;
  for (let spent = 0; spent < plan.soakMs; spent += STEP_MS) {
    const { lost, doubled } = await step();
    wrong += lost + doubled;
    kbs.push(residentKb(relay.pid()));
    say(`soak: ${((kbs.at(-1) ?? 0) / 1_024).toFixed(0)} MB, ${passing.count()} came and went`);
  }
  await passing.stop();
  const more = openFiles(relay.pid()) - files;
  talk.close();
  await relay.stop();
  const mbAnHour = (slope(kbs) / 1_024) * (TELLING_MS / STEP_MS);
  const telling = plan.soakMs >= TELLING_MS;
  const row = (name: string, figure: number): Row => ({ name, figures: [null, null, figure], digits: 0 });
  return [
    {
      title: `Soak of ${plan.soakMs / 1_000} s, ${PER_SECOND} messages a second`,
      columns: FLOORS,
      rows: [
        {
          ...row('L11: memory rises, MB an hour', mbAnHour),
          ...(telling ? { goal: { of: 'value', most: 1 } } : { note: 'too short to say: --soak-minutes 480' }),
        },
        { ...row('L11: memory at the end, MB', (kbs.at(-1) ?? 0) / 1_024) },
        { ...row('L11: open files, more than at first', more), goal: { of: 'value', most: 2 } },
        { ...row('L11: lost or doubled', wrong), goal: { of: 'value', most: 0 } },
      ],
    },
  ];
}

/** Shoppers who connect and leave again, one after the other. */
async function startPassing(relay: Subject) {
  const lines: Line[] = [];
  let passed = 0;
  let going = true;
  const pass = async () => {
    const next = await (await relay.prepareIdle())();
    lines.push(next);
    lines.shift()?.close();
    passed += 1;
  };
  for (let i = 0; i < PASSERS_BY; i++) lines.push(await (await relay.prepareIdle())());
  const over = (async () => {
    while (going) {
      await pass();
      await new Promise((resolve) => setTimeout(resolve, CHURN_EVERY_MS));
    }
  })();
  return {
    count: () => passed,
    stop: async () => {
      going = false;
      await over;
    },
  };
}
