import { type Reason, refuse } from "./decision.ts";

const longestTicketPattern = 200;

const field = "ticketPattern";

/** Any quantifier but `?`: what follows a group here makes it a repeated group. */
const repeats = /^(?:[*+]|\{\d+(?:,\d*)?\})/;

type Group = { repeats: boolean; alternates: boolean };

/** Where the character class that opens at `from` ends. */
const endOfClass = (pattern: string, from: number): number => {
  for (let at = from + 1; at < pattern.length; at += 1) {
    if (pattern[at] === "\\") at += 1;
    else if (pattern[at] === "]") return at;
  }
  return pattern.length;
};

/**
 * What could make matching take exponential time: something repeated inside a group that is itself repeated, alternatives inside a repeated group,
 * back references, look-arounds. Conservative on purpose: it refuses some harmless patterns rather than let one hang the server.
 */
const danger = (pattern: string): string | undefined => {
  const groups: Group[] = [{ repeats: false, alternates: false }];
  for (let at = 0; at < pattern.length; at += 1) {
    const innermost = groups.at(-1);
    const rest = pattern.slice(at);
    if (pattern[at] === "\\") {
      if (/^\\(?:[1-9]|k<)/.test(rest)) return "a back reference";
      at += 1;
    } else if (pattern[at] === "[") at = endOfClass(pattern, at);
    else if (pattern[at] === "(") {
      if (/^\(\?(?:[=!]|<[=!])/.test(rest)) return "a look-around";
      groups.push({ repeats: false, alternates: false });
    } else if (pattern[at] === "|" && innermost) innermost.alternates = true;
    else if (pattern[at] === ")") {
      const closed = groups.pop();
      const outer = groups.at(-1);
      if (!closed || !outer) return undefined;
      const repeated = repeats.test(pattern.slice(at + 1));
      if (repeated && closed.repeats) return "a repetition inside a repeated group";
      if (repeated && closed.alternates) return "alternatives inside a repeated group";
      outer.repeats ||= closed.repeats || repeated;
      outer.alternates ||= closed.alternates;
    } else if (innermost && (repeats.test(rest) || rest.startsWith("?"))) innermost.repeats = true;
  }
  return undefined;
};

/**
 * How many of each may stand side by side, though none is nested: each further repetition multiplies the time of a match by the length
 * of the ticket, each further choice doubles it.
 */
const mostSideBySide = [
  { what: "repetitions", sign: /[*+]|\{\d+,\d*\}/g, most: 3 },
  { what: "optional parts", sign: /\?/g, most: 6 },
  { what: "alternatives", sign: /\|/g, most: 10 },
];

const tooManyIn = (pattern: string): string | undefined => {
  const skeleton = pattern
    .replaceAll(/\\./g, "x")
    .replaceAll(/\[[^\]]*\]/g, "x")
    .replaceAll(/\(\?(?::|<\w+>)/g, "(");
  const over = mostSideBySide.find(({ sign, most }) => (skeleton.match(sign)?.length ?? 0) > most);
  return over && `more than ${over.most} ${over.what}`;
};

const compiles = (pattern: string): boolean => {
  try {
    return new RegExp(`^(?:${pattern})$`, "u") instanceof RegExp && new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
};

/** Undefined when tickets may safely be matched against the pattern; otherwise why not. */
export const checkTicketPattern = (pattern: string): Reason | undefined => {
  if (pattern.length > longestTicketPattern)
    return refuse(
      "ticket-pattern.too-long",
      `The ticket pattern may have at most ${longestTicketPattern} characters.`,
      field,
    );
  if (!compiles(pattern))
    return refuse(
      "ticket-pattern.invalid",
      "The ticket pattern is not a regular expression. Example: [A-Z]+-[0-9]+",
      field,
    );
  const found = danger(pattern) ?? tooManyIn(pattern);
  return found
    ? refuse(
        "ticket-pattern.unsafe",
        `The ticket pattern has ${found}, which can take very long to match. Write it without.`,
        field,
      )
    : undefined;
};

/** Whether the whole ticket, not just a part of it, matches. */
export const ticketMatches = (pattern: string, ticket: string): boolean =>
  new RegExp(`^(?:${pattern})$`, "u").test(ticket);
