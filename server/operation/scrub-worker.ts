import { parentPort, workerData } from 'node:worker_threads';
import { scrubTraces } from './traces.ts';

const { path, bodies, whole } = workerData as { path: string; bodies: readonly string[]; whole: boolean };
parentPort?.postMessage(scrubTraces(path, bodies, whole));
