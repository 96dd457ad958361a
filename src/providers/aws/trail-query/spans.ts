/** Whole seconds since 1970, from `first` to `last`, both included. */
export type Span = { first: number; last: number };

/**
 * The seconds in which something can have happened from `from` (included) to `to` (excluded). CloudTrail tells the time of an event in whole seconds,
 * so an event of a second that begins before `from` may belong to it: it is asked for.
 */
export const spanOf = (facts: { from: Date; to: Date }): Span => ({
  first: Math.floor(facts.from.getTime() / 1000),
  last: Math.ceil(facts.to.getTime() / 1000) - 1,
});

/** The span in pieces of at most so many seconds, in order, without a gap or an overlap. None when the span holds nothing. */
export const piecesOf = (span: Span, seconds: number): Span[] => {
  const pieces: Span[] = [];
  for (let first = span.first; first <= span.last; first += seconds)
    pieces.push({ first, last: Math.min(first + seconds - 1, span.last) });
  return pieces;
};

/** Both halves, the earlier first; nothing when one second is left. */
export const halvesOf = ({ first, last }: Span): [Span, Span] | undefined => {
  if (last <= first) return undefined;
  const middle = Math.floor((first + last) / 2);
  return [
    { first, last: middle },
    { first: middle + 1, last },
  ];
};

/** The instant as CloudTrail writes it: 2026-11-20T12:00:00Z. */
export const eventTimeAt = (second: number) => new Date(second * 1000).toISOString().replace(".000Z", "Z");
