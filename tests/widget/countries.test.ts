import { getCountries } from 'libphonenumber-js/max';
import { expect, it } from 'vitest';
import { COUNTRIES, countriesIn } from '../../widget/models/countries.ts';

it('case 23: every country whose numbers can be read can be chosen, by its name, hers first', () => {
  expect([...COUNTRIES].sort()).toEqual([...getCountries()].sort());
  const browser = navigator.languages[0]?.slice(-2);
  const french = countriesIn('fr');
  expect(french.find(({ code }) => code === 'CH')?.name).toBe('Suisse');
  expect(french.filter(({ name, code }) => name === code)).toEqual([]);
  expect(french[0]?.code).toBe(browser);
});
