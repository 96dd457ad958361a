import fc from "fast-check";

type Who = number;

/** Something that somebody tries, or time that passes, with Stint at work or with nobody there. */
export type Act =
  | { do: "ask"; who: Who; account: number; startsInMinutes: number; durationMinutes: number }
  | { do: "approve" | "reject" | "cancel" | "end"; who: Who; request: number }
  | { do: "pass"; minutes: number }
  | { do: "nobody-works"; minutes: number };

const who = fc.nat(3);
const request = fc.nat(3);

const ask: fc.Arbitrary<Act> = fc.record({
  do: fc.constant("ask" as const),
  who,
  account: fc.constantFrom(0, 0, 1),
  startsInMinutes: fc.constantFrom(0, 0, 20, 300),
  durationMinutes: fc.constantFrom(15, 60, 120, 121),
});
const answer: fc.Arbitrary<Act> = fc.record({
  do: fc.constantFrom("approve", "approve", "reject", "reject", "cancel"),
  who: fc.constantFrom(0, 1, 2, 2, 3, 3),
  request,
});
const end: fc.Arbitrary<Act> = fc.record({ do: fc.constant("end" as const), who, request });
const pass: fc.Arbitrary<Act> = fc.record({
  do: fc.constant("pass" as const),
  minutes: fc.constantFrom(1, 14, 61, 200),
});
const alone: fc.Arbitrary<Act> = fc.record({
  do: fc.constant("nobody-works" as const),
  minutes: fc.constantFrom(10, 130),
});

export const lives: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: ask },
    { weight: 8, arbitrary: answer },
    { weight: 3, arbitrary: end },
    { weight: 5, arbitrary: pass },
    alone,
  ),
  { minLength: 12, maxLength: 24, size: "max" },
);
