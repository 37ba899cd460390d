import { Worker } from 'node:worker_threads';

/**
 * Runs a file of this room in a thread of its own: copying, hashing and searching a large store must not hold up the
 * loop that serves sockets. The file posts one message, which is the outcome.
 */
export function inWorker<T>(file: string, given: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(file, import.meta.url), { workerData: given });
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', (code) => reject(new Error(`${file} ended without an outcome (${code})`)));
  });
}
