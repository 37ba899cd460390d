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

  /** Null where this machine lets nobody mount one: then there is no full disk to test with. */
  static mount(megabytes: number): SmallDisk | null {
    const path = mkdtempSync(join(tmpdir(), 'salon-disk-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'salon-test', path]);
    if (mounted.status === 0) {
      const disk = new SmallDisk(path);
      standing.add(disk);
      return disk;
    }
    rmdirSync(path);
    return null;
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
    standing.delete(this);
    spawnSync('umount', ['-l', this.path]);
    rmdirSync(this.path);
  }
}

// A test run that ends early must not leave disks behind.
const standing = new Set<SmallDisk>();
process.once('exit', () => {
  for (const disk of standing) disk.unmount();
});
