// Kills the server at random while many people sign up for events of ten seats, and counts afterwards.
//   node tests/storm/storm_test.mjs [ROUNDS]    (script/test storm[=ROUNDS])
// On SQLite, and where ENTOURAGE_TEST_POSTGRES names a database, there. Prints TAP. After each kill the next server must know
// every answer that was given, give it again to who asks again, and have no seat too many, none twice, none half. Last comes a
// liar between people and server who says "applied" before the server does: the counting must notice.
import { isPostgres, newDatabase, newEvent, signIn, startServer, uuidV7 } from '../server/server_helper.mjs';

const kPeople = 40, kEvents = 6, kSeats = 10, kOnlyLies = 10;
const rounds = Number(process.argv[2] ?? 200);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const post = (url, cookie, commands) => fetch(url + '/api/v1/commands', { method: 'POST', headers: { 'Content-Type': 'application/json', Cookie: cookie }, body: JSON.stringify(commands) });
const join = (event) => ({ id: uuidV7(), kind: 'event.join', join: { event } });

async function answerTo(url, cookie, command) {
  const response = await post(url, cookie, [command]);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json())[0];
}

// Everybody for every event, in an order of their own, until the server is gone.
async function signUps(server, people, events, isLiar) {
  const asked = [];
  await Promise.all(people.map(async (cookie, i) => {
    for (let k = 0; k < events.length; ++k) {
      const one = { cookie, event: events[(i + k) % events.length], command: null, answer: null };
      one.command = join(one.event);
      asked.push(one);
      try {
        if (isLiar) one.answer = { id: one.command.id, verdict: 'applied' };
        one.answer = await answerTo(server.url, cookie, one.command);
      } catch {
        return;  // killed
      }
    }
  }));
  return asked;
}

const counted = { acknowledged: 0, asked: 0, lost: 0, changed: 0, overbooked: 0, half: 0 };

async function count(server, asked, events) {
  for (const one of asked) {
    ++counted.asked;
    if (!one.answer) continue;
    ++counted.acknowledged;
    // Another command of the same person for the same event: whoever is in cannot come in again.
    const probe = await answerTo(server.url, one.cookie, join(one.event));
    if (probe.verdict !== 'refused') ++counted.lost;
  }
  for (const one of asked) {
    const again = await answerTo(server.url, one.cookie, one.command);
    if (one.answer && again.verdict !== one.answer.verdict) ++counted.changed;
    // A seat without its answer: signing up would be refused to who never heard of it.
    if (!one.answer && again.verdict === 'refused') ++counted.half;
  }
  for (const event of events) {
    const { seats, taken, waiting } = await (await fetch(`${server.url}/api/v1/events/${event}`)).json();
    const guests = asked.filter((one) => one.event === event).length;
    if (taken > seats || taken !== Math.min(guests, seats) || taken + waiting !== guests) ++counted.overbooked;
  }
}

async function storm(n, isLiar) {
  const database = newDatabase();
  let server = await startServer({ database });
  const people = [];
  for (let i = 0; i < kPeople; ++i) people.push((await signIn(server, `guest-${i}@exemple.test`)).cookie);
  for (let round = 0; round < n; ++round) {
    const commands = Array.from({ length: kEvents }, () => newEvent({ seats: kSeats }));
    for (const command of commands) await answerTo(server.url, people[round % kPeople], command);
    const events = commands.map(({ id }) => id);
    const dying = pause(Math.random() ** 2 * 250).then(() => server.kill());
    const asked = await signUps(server, people, events, isLiar);
    await dying;
    server = await startServer({ database });
    await count(server, asked, events);
  }
  await server.stop();
  return { ...counted };
}

const engine = isPostgres ? 'PostgreSQL' : 'SQLite';
let failed = 0;
const tell = (isTrue, what) => {
  console.log(`${isTrue ? 'ok' : 'not ok'} - ${engine}, ${rounds} kills: ${what}`);
  failed += isTrue ? 0 : 1;
};
const { acknowledged, asked, lost, changed, overbooked, half } = await storm(rounds, false);
tell(acknowledged > rounds, `${acknowledged} of ${asked} sign-ups were acknowledged before the kill`);
tell(lost === 0, `${lost} acknowledged sign-ups were lost`);
tell(changed === 0, `${changed} answers were another one when asked again`);
tell(overbooked === 0, `${overbooked} events had a seat too many, or one twice`);
tell(half === 0, `${half} sign-ups were there by half`);
for (const key of Object.keys(counted)) counted[key] = 0;
tell((await storm(kOnlyLies, true)).lost > 0, `an acknowledgement before its time is noticed (${counted.lost} times)`);
process.exit(failed ? 1 : 0);
