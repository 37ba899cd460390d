import { mendOutage, sayAlive } from '../../server/actions/outage.ts';
import { START_AT } from './cast.ts';
import { seeded } from './random.ts';
import { startRig } from './rig.ts';
import { happen } from './storm.ts';

// A relay's middle in a process of its own, to be killed: DIR SEED STEPS REQUESTS. It goes on where the last life ended.
const [dir = '', seed = '1', steps = '100', requests = '50'] = process.argv.slice(2);
const probe = await startRig({ dir });
const alive = await probe.store.read.one('alive', {}, { by: 'at', down: true });
await probe.store.close();
const rig = await startRig({ dir, startAt: (alive?.at ?? START_AT) + 20_000 });
await mendOutage(rig.ports);
const random = seeded(Number(seed));
for (let i = 0; i < Number(steps); i++) {
  await happen(rig, random, Number(requests));
  await sayAlive(rig.ports, 'one');
  process.stdout.write('.');
}
await rig.store.close();
process.stdout.write('end');
