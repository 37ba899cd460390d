import { parentPort, workerData } from 'node:worker_threads';
import { type CopyInput, copyStore } from './copy-store.ts';

parentPort?.postMessage(await copyStore(workerData as CopyInput));
