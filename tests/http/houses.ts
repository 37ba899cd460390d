/*
 * Two houses as their files say them, for the tests of the edge: a maison with a boutique in Paris and one in Tokyo,
 * and a second house that must never hear of the first. 2026-11-24 is a Tuesday; the clock starts at eleven in Paris.
 */

export const START_AT = Date.UTC(2026, 10, 24, 10, 0, 0);
export const MAISON = 'maison';
export const NOOR = 'noor';

const hours = (range: string) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [day, [range]]));

const person = (firstName: string, set: object = {}) => ({
  email: `${firstName.toLowerCase()}@maison.example`,
  ...{ firstName, lastName: 'Durand', title: 'Client advisor', place: 'paris', languages: ['fr', 'en'] },
  ...set,
});

export const maison = {
  brand: { id: MAISON, name: 'La Maison', language: 'fr' },
  origins: ['self', 'https://maison.example'],
  places: [
    {
      ...{ id: 'paris', kind: 'boutique', name: 'Rue de la Paix', city: 'Paris', country: 'FR', zone: 'Europe/Paris' },
      ...{ hours: hours('10:00-19:00'), number: '+33142601234' },
    },
    {
      ...{ id: 'tokyo', kind: 'boutique', name: 'Ginza', city: 'Tokyo', country: 'JP', zone: 'Asia/Tokyo' },
      hours: hours('11:00-20:00'),
    },
  ],
  people: [
    person('Camille', { expertise: ['Silk'] }),
    person('Luc'),
    person('Aiko', { place: 'tokyo', languages: ['ja', 'en'] }),
    person('Ines', { role: 'manager', reach: 'boutique' }),
  ],
  notice: { version: '1', url: 'https://maison.example/privacy' },
};

export const noor = {
  brand: { id: NOOR, name: 'Atelier Noor', language: 'en' },
  origins: ['https://noor.example'],
  places: [
    {
      ...{ id: 'dubai', kind: 'boutique', name: 'Alserkal', city: 'Dubai', country: 'AE', zone: 'Asia/Dubai' },
      hours: hours('10:00-22:00'),
    },
  ],
  people: [
    { ...person('Layla'), email: 'layla@noor.example', place: 'dubai', languages: ['ar', 'en'], role: 'manager' },
  ],
  notice: { version: '7' },
};
