import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isValidPhoneNumber } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { type House, houseSchema } from '../../protocol/house.ts';

const folder = fileURLToPath(new URL('../../demo-site/house/', import.meta.url));
const read = (file: string): House => houseSchema.parse(JSON.parse(readFileSync(`${folder}${file}`, 'utf8')));

const aurele = read('maison-aurele.json');
const noor = read('second-house.json');
const person = (email: string) => aurele.people.find((one) => one.email === email);

describe('the demo house', () => {
  it('has its four boutiques, each with somebody who speaks English', () => {
    const boutiques = aurele.places.filter((place) => place.kind === 'boutique');
    expect(boutiques.map((place) => place.city)).toEqual(['Paris', 'Milan', 'Tokyo', 'New York']);
    for (const { id } of boutiques) {
      expect(aurele.people.some((one) => one.place === id && one.languages.includes('en'))).toBe(true);
    }
  });

  it('has the associate and the manager that the front door names', () => {
    expect(person('associate@maison-aurele.example')).toMatchObject({
      place: 'paris',
      role: 'associate',
      languages: ['fr', 'en'],
    });
    expect(person('manager@maison-aurele.example')).toMatchObject({ place: 'paris', role: 'manager', reach: 'house' });
  });

  it('calls from numbers that the relay would call valid', () => {
    for (const { number } of [...aurele.places, ...noor.places]) expect(isValidPhoneNumber(number ?? '')).toBe(true);
  });

  it('has a portrait of each person, light enough to be seen at once', () => {
    for (const { portrait } of aurele.people) expect(statSync(`${folder}${portrait}`).size).toBeLessThan(20 * 1024);
  });

  it('shares nobody and no place with the second house', () => {
    const names = new Set([...aurele.people.map((one) => one.email), ...aurele.places.map((place) => place.id)]);
    const others = [...noor.people.map((one) => one.email), ...noor.places.map((place) => place.id)];
    expect(noor.brand.id).not.toBe(aurele.brand.id);
    expect(others.filter((name) => names.has(name))).toEqual([]);
  });
});
