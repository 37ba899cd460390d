import { parentPort, workerData } from 'node:worker_threads';
import { scrubTraces } from './traces.ts';

const { path, bodies } = workerData as { path: string; bodies: readonly string[] };
parentPort?.postMessage(scrubTraces(path, bodies));
