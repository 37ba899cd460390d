import { describe, expect, it } from 'vitest';
import { ensureChromium, findChromium, HOW_TO_GET_CHROMIUM } from '../helpers/chromium.ts';

const machine = (files: string[], env: Record<string, string> = {}) => ({
  env,
  exists: (path: string) => files.includes(path),
  hasApt: false,
});

describe('the browser of the journeys', () => {
  it('is the one that CHROME_PATH names, whatever else is there', () => {
    const there = machine(['/usr/bin/chromium', '/opt/chrome'], { CHROME_PATH: '/opt/chrome' });
    expect(findChromium(there)).toBe('/opt/chrome');
  });

  it('is never another one than the one named', () => {
    const there = machine(['/usr/bin/chromium'], { CHROME_PATH: '/opt/chrome' });
    expect(() => findChromium(there)).toThrow('/opt/chrome');
  });

  it("is Debian's Chromium, else one on the path", () => {
    const env = { PATH: '/home/a/bin:/usr/bin' };
    expect(findChromium(machine(['/usr/bin/chromium', '/home/a/bin/google-chrome'], env))).toBe('/usr/bin/chromium');
    expect(findChromium(machine(['/home/a/bin/google-chrome'], env))).toBe('/home/a/bin/google-chrome');
  });

  it('is asked for in words where it cannot be installed', () => {
    expect(() => ensureChromium(machine([]))).toThrow(HOW_TO_GET_CHROMIUM);
  });
});
