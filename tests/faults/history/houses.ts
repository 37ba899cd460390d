import { readRelayFile } from '../../../server/operation/relay-file.ts';
import type { DeskPerson } from './desk.ts';
import type { House } from './stage.ts';

/** The maison of the run and a second house that must never hear of it. */
export const MAISON: House = { letter: 'M', brand: 'maison', locale: 'fr', zone: 'Europe/Paris', phone: '+336123456' };
export const NOOR: House = { letter: 'N', brand: 'noor', locale: 'en', zone: 'Asia/Dubai', phone: '+9715012345' };

const PASSWORD = 'a password of the run';
const DAY = ['00:00-24:00'];
const hours = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: DAY, sun: DAY };

/** Everything that takes minutes on a shop floor takes seconds here. */
const policy = {
  ...{ ownAloneMs: 800, bestMs: 900, fewMs: 900, wideMs: 900, offerMs: 1_300, boundMs: 4_000, patienceMs: 6_000 },
  ...{ firstWordMs: 3_000, nextWordMs: 4_000, offerOnMs: 3_000, quietMs: 15_000, closedOfferMs: 500 },
  ...{ callRemindMs: 4_000, callOfferOnMs: 8_000, callsAtOnce: 5, nightFrom: '00:00', nightTo: '00:00' },
};

const person = (email: string, set: object = {}) => ({
  ...{ email, firstName: email.split('@')[0], lastName: 'Durand', title: 'Client advisor' },
  ...{ place: 'here', languages: ['fr', 'en'], capacity: 4 },
  ...set,
});

const manager = { role: 'manager', reach: 'house' };

function houseFile(house: House, country: string, people: object[]): object {
  return {
    brand: { id: house.brand, name: house.brand },
    origins: ['self'],
    places: [{ id: 'here', kind: 'boutique', name: 'Here', city: 'Here', country, zone: house.zone, hours }],
    people,
    policy,
    notice: { version: '1' },
  };
}

const FILES = [
  houseFile(MAISON, 'FR', [
    person('camille@maison.example'),
    person('luc@maison.example'),
    person('ines@maison.example', { capacity: 2 }),
    person('helene@maison.example', manager),
  ]),
  houseFile(NOOR, 'AE', [person('layla@noor.example'), person('omar@noor.example', manager)]),
];

async function post(url: string, body: object, headers: Record<string, string>): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response;
}

/** Applies both houses to a fresh relay and signs everybody in. */
export async function openHouses(
  { url, dataDir }: { url: string; dataDir: string },
  origin = url,
): Promise<{ house: House; people: DeskPerson[] }[]> {
  const relay = await readRelayFile(dataDir);
  if (!relay) throw new Error('the relay has written no relay.json');
  const admin = { authorization: `Bearer ${relay.token}` };
  const ask = async (path: string, body: object) =>
    (await (await post(`${relay.url}/api/admin/${path}`, body, admin)).json()) as Record<string, unknown>;
  for (const house of FILES) {
    const applied = await ask('house', { house });
    if (applied.applied !== true) throw new Error(`a house of the run is wrong: ${JSON.stringify(applied)}`);
  }
  const signIn = async (email: string): Promise<DeskPerson> => {
    const { link } = await ask('invitations', { email });
    const secret = new URL(String(link)).hash.replace(/^#(.*=)?/, '');
    await post(`${url}/api/console/invitations`, { secret, password: PASSWORD }, { origin });
    const signedIn = await post(`${url}/api/console/sign-in`, { email, password: PASSWORD }, { origin });
    const { me } = (await signedIn.json()) as { me: { id: string; name: string; reach: DeskPerson['reach'] } };
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    return { id: me.id, name: me.name, reach: me.reach, email, cookie };
  };
  const of = (house: House, names: string[]) =>
    Promise.all(names.map((name) => signIn(`${name}@${house.brand}.example`))).then((people) => ({ house, people }));
  return Promise.all([of(MAISON, ['camille', 'luc', 'ines', 'helene']), of(NOOR, ['layla', 'omar'])]);
}

/** Limits out of the way of a run from one address. */
export const LOOSE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...[
      'ADMIT_PER_S',
      'ADMIT_ALL_PER_S',
      'STRANGERS_PER_ADDRESS',
      'SOCKETS_PER_PERSON',
      'SOCKETS_PER_ADDRESS',
      'COMMANDS_PER_S',
      'MESSAGES_PER_MIN',
      'PAGE_KB_PER_S',
    ],
    ...['SESSIONS_PER_MIN', 'REQUESTS_PER_MIN', 'READS_PER_MIN', 'SIGN_INS_PER_MIN'],
    ...['CALLS_PER_NUMBER_AT_ONCE', 'CALLS_PER_NUMBER_PER_DAY', 'CALLS_PER_PERSON_PER_DAY'],
    ...['CALLS_PER_ADDRESS_PER_DAY', 'CALLS_PER_RANGE_PER_DAY'],
  ].map((name) => [name, '100000']),
);
