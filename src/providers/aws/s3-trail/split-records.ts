const quote = 0x22;
const backslash = 0x5c;
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** A record is an object in the array of the outermost object: `{"Records":[{…},{…}]}`. */
const recordDepth = 3;

/** CloudTrail's records hold 256 KB at most; far more than that is no record. */
const longestRecord = 4 * 1024 * 1024;

/**
 * The bytes of each record of a trail file, as they come, so that a file of any length is read in little memory. `undefined` stands
 * for something too long to be a record. Throws when the file ends within one.
 */
/** Where the text that goes on at `start` ends: the place of its closing quote, or the end of the chunk. */
const endOfText = (chunk: Buffer, start: number): { at: number; isEscaped: boolean } => {
  let index = start;
  for (;;) {
    const end = chunk.indexOf(quote, index);
    // Backslashes before the quote: an odd number of them makes it part of the text.
    const until = end < 0 ? chunk.length : end;
    let backslashes = 0;
    while (until - backslashes > index && chunk[until - backslashes - 1] === backslash) backslashes += 1;
    if (backslashes % 2 === 0) return { at: until, isEscaped: false };
    if (end < 0) return { at: until, isEscaped: true };
    index = end + 1;
  }
};

export async function* splitRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer | undefined> {
  let depth = 0;
  let isInText = false;
  let isEscaped = false;
  let parts: Buffer[] = [];
  let length = 0;
  for await (const bytes of chunks) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let begin = depth >= recordDepth ? 0 : -1;
    for (let index = 0; index < chunk.length; index += 1) {
      if (isInText) {
        const { at, isEscaped: goesOn } = endOfText(chunk, isEscaped ? index + 1 : index);
        isEscaped = goesOn;
        isInText = at >= chunk.length;
        index = at;
        continue;
      }
      const byte = chunk[index];
      if (byte === quote) isInText = true;
      else if (byte === openBrace || byte === openBracket) {
        depth += 1;
        if (depth === recordDepth) begin = index;
      } else if (byte === closeBrace || byte === closeBracket) {
        depth -= 1;
        if (depth !== recordDepth - 1) continue;
        const last = chunk.subarray(begin, index + 1);
        yield length > longestRecord ? undefined : Buffer.concat([...parts, last]);
        parts = [];
        length = 0;
        begin = -1;
      }
    }
    if (begin < 0) continue;
    length += chunk.length - begin;
    if (length > longestRecord) parts = [];
    else parts.push(chunk.subarray(begin));
  }
  if (depth !== 0 || isInText) throw new Error("The file ends in the middle of a record.");
}
