import { parseArgs } from 'node:util';
import { playDay } from './day.ts';
import { outcomes } from './outcomes.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    boutiques: { type: 'string', default: '12' },
    associates: { type: 'string', default: '160' },
    quiet: { type: 'boolean', default: false },
  },
});
const began = performance.now();
const played = await playDay({
  requests: Number(values.requests),
  seed: Number(values.seed),
  boutiques: Number(values.boutiques),
  associates: Number(values.associates),
  ...(values.quiet ? {} : { said: (line: string) => console.error(line) }),
});
const { verdict, truth, refused } = played;
for (const line of await outcomes(played.store)) console.log(line);
console.log(
  `shown somebody free ${truth.free}, answered within the bound ${truth.answered}, answered or told otherwise ${truth.kept}`,
);
for (const [what, count] of [...refused].sort()) console.log(`refused ${what} ${count}`);
console.log(`ghosts ${truth.ghosts}`);
console.log(`in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
const lines: [string, number][] = [
  ['forgotten', verdict.forgotten],
  ['double-held', verdict.doubleHeld],
  ['words without a request', verdict.wordsWithoutRequest],
  ['promises without a holder', verdict.promisesWithoutHolder],
  ['night calls', verdict.nightCalls],
  ['offers off duty', truth.offDuty + truth.ghosts],
];
for (const [what, count] of lines) console.log(`${what} ${count}`);
await played.end();
process.exitCode = lines.some(([, count]) => count > 0) ? 1 : 0;
