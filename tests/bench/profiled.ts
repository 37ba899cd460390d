// Loaded into a relay's process before the relay (`node --import`): samples what it does, when it is told to.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';

/** In microseconds: finer than a message costs, and too coarse to cost one. */
const EVERY_US = 200;

const session = new Session();
session.connect();

process.on('message', (said: { sample?: true; samplesInto?: string }) => {
  if (said.sample) {
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: EVERY_US });
    session.post('Profiler.start', () => process.send?.({ sampling: true }));
  }
  const into = said.samplesInto;
  if (into === undefined) return;
  session.post('Profiler.stop', (error, answer) => {
    if (error) throw error;
    writeFileSync(into, JSON.stringify(answer.profile));
    process.send?.({ sampled: true });
  });
});
process.channel?.unref();
