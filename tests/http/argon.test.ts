import { beforeAll, expect, it } from 'vitest';
import type { Passwords } from '../../server/actions/passwords.ts';
import { createPasswords } from '../../server/http/argon.ts';

let passwords: Passwords;
beforeAll(async () => {
  passwords = await createPasswords();
});

it('keeps a password as argon2id, and knows it again', async () => {
  const phc = await passwords.hash('a long password');
  expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.verify(phc, 'a long password')).toBe(true);
  expect(await passwords.verify(phc, 'a long passwor')).toBe(false);
});

it('C01: takes as much work for nobody as for somebody', async () => {
  const work = (phc: string) => phc.split('$').slice(1, 4);
  expect(work(passwords.nobody)).toEqual(work(await passwords.hash('any')));
  expect(await passwords.verify(passwords.nobody, '')).toBe(false);
});

it('says that it could not be found out where what was kept is no hash: that is no wrong password', async () => {
  for (const wrong of ['', 'x', '$argon2id$', '$argon2i$v=19$m=19456,t=2,p=1$x$y']) {
    await expect(passwords.verify(wrong, 'x')).rejects.toThrow();
  }
  expect(await passwords.verify(await passwords.hash('x'), 'x')).toBe(true);
});

it('answers everybody when many ask at once', async () => {
  const phc = await passwords.hash('one');
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => passwords.verify(phc, i % 3 ? 'two' : 'one')));
  expect(answers.filter(Boolean)).toHaveLength(4);
});
