import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { gathered } from "./gathered.ts";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

const gathering = () => {
  const done: string[] = [];
  const window = { isSeen: true };
  const words = gathered<string>({
    ...{ soonMs: 150, restMs: 1_000 },
    isSeen: () => window.isSeen,
    act: (said) => done.push([...said].join("+")),
  });
  return { done, window, words };
};

test("words that come together are one, and whatever is said on and on is done once a second", () => {
  const { done, words } = gathering();
  words.say("access");
  mock.timers.tick(149);
  words.say("audit");
  words.say("access");
  assert.deepEqual(done, []);
  mock.timers.tick(1);
  assert.deepEqual(done, ["access+audit"]);
  for (let n = 0; n < 30; n += 1) {
    words.say("access");
    mock.timers.tick(100);
  }
  assert.deepEqual(done, ["access+audit", "access", "access", "access"]);
  mock.timers.tick(10_000);
  assert.equal(done.length, 4, "nothing was said since");
  words.say("later");
  mock.timers.tick(150);
  assert.equal(done.at(-1), "later");
});

test("while nobody looks nothing is done, and nothing of it is left out once somebody does", () => {
  const { done, window, words } = gathering();
  window.isSeen = false;
  for (const word of ["access", "audit", "access"]) {
    words.say(word);
    mock.timers.tick(60_000);
  }
  assert.deepEqual(done, []);
  window.isSeen = true;
  words.look();
  mock.timers.tick(150);
  assert.deepEqual(done, ["access+audit"]);
  words.look();
  mock.timers.tick(10_000);
  assert.equal(done.length, 1, "nothing was said");
});

test("what was said is not done any more once it is stopped", () => {
  const { done, words } = gathering();
  words.say("access");
  words.stop();
  mock.timers.tick(10_000);
  assert.deepEqual(done, []);
});
