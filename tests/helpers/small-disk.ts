import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes that can be filled to the last byte. */
export class SmallDisk {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * Null only where it is known that nobody may mount one: whoever runs the tests is not root, or NOT_ROOT says so of a
   * root without that right (a container). Anywhere else a disk that cannot be mounted fails: a test that is left out in
   * silence tests nothing.
   */
  static mount(megabytes: number, { program = 'mount', root = isRoot() } = {}): SmallDisk | null {
    const path = mkdtempSync(join(tmpdir(), 'salon-disk-'));
    const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'salon-test', path];
    const ran = spawnSync(program, options, { encoding: 'utf8' });
    if (ran.status === 0) {
      const disk = new SmallDisk(path);
      mounted.add(disk);
      return disk;
    }
    rmdirSync(path);
    if (!root) return null;
    const why = ran.stderr?.trim() || ran.error?.message || ran.status;
    throw new Error(`no disk to fill could be mounted (${why}); where root may not mount, set NOT_ROOT=1`);
  }

  /** Leaves not a byte. */
  fill(): void {
    const file = openSync(join(this.path, 'filler'), 'a');
    for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (;;) if (writeSync(file, Buffer.alloc(size)) < size) break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
    closeSync(file);
  }

  /** Gives the room back. */
  clear(): void {
    rmSync(join(this.path, 'filler'), { force: true });
  }

  unmount(): void {
    mounted.delete(this);
    spawnSync('umount', ['-l', this.path]);
    rmdirSync(this.path);
  }
}

const isRoot = (): boolean => process.getuid?.() === 0 && process.env.NOT_ROOT !== '1';

// A test run that ends early must not leave disks behind.
const mounted = new Set<SmallDisk>();
process.once('exit', () => {
  for (const disk of mounted) disk.unmount();
});
